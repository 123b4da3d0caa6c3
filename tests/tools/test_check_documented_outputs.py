"""check_documented_outputs.py finds names that two pages write to, and nothing else."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import check_documented_outputs


def page(*commands):
    return "text out/free.csv\n```sh\n" + "\n".join(commands) + "\n```\n"


class CheckDocumentedOutputs(unittest.TestCase):
    def run_pages(self, *texts):
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, text in enumerate(texts):
                file = Path(folder) / f"{number}.md"
                file.write_text(text)
                files.append(str(file))
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                code = check_documented_outputs.main(files)
        return code, printed.getvalue()

    def test_names_of_one_page_may_return_on_it(self):
        self.assertEqual(self.run_pages(page("lykta init a --output out/a.toml", "lykta run out/a.toml")), (0, ""))

    def test_two_pages_with_one_name_fail_whatever_the_ending(self):
        code, printed = self.run_pages(page("lykta grid a.csv out/grid.gpkg"), page("lykta grid a.csv out/grid.csv"))
        self.assertEqual(code, 1)
        self.assertIn("out/grid: named on 0.md and on 1.md", printed)

    def test_other_names_and_names_outside_of_commands_pass(self):
        texts = page("lykta grid a.csv out/a.gpkg"), page("lykta grid a.csv out/b.gpkg", "# lykta x out/a.gpkg")
        self.assertEqual(self.run_pages(*texts), (0, ""))


if __name__ == "__main__":
    unittest.main()
