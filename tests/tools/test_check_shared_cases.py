import unittest

import check_shared_cases


class Faults(unittest.TestCase):
    ANSWER = {"used": 4, "rejected": {"no_position": 1}, "guess": {"crs": "EPSG:3006"}, "quality": {"far_off": 0}}

    def test_what_is_as_expected_is_no_fault(self):
        entry = {"file": "a", "layer": "b", "used": 4, "rejected": {"no_position": 1}, "crs": "EPSG:3006", "far_off": 0,
                 "not_read": False}
        self.assertEqual(check_shared_cases.faults_of(entry, self.ANSWER), [])

    def test_what_differs_is_named(self):
        faults = check_shared_cases.faults_of({"file": "a", "used": 5, "first": "2024-01-01 00:00:00"}, self.ANSWER)
        self.assertEqual(faults, ["a: used is 4, expected 5", "a: first is None, expected '2024-01-01 00:00:00'"])

    def test_what_is_not_said_is_named(self):
        entry = {"file": "a", "says": ["3 rows", "hidden"]}
        self.assertEqual(check_shared_cases.unsaid_of(entry, "note  3 rows are new"), ["a: does not say 'hidden'"])
        self.assertEqual(check_shared_cases.unsaid_of(entry, "3 rows are hidden"), [])

    def test_an_expectation_of_nothing_known_is_an_error(self):
        with self.assertRaises(KeyError):
            check_shared_cases.faults_of({"file": "a", "usd": 5}, self.ANSWER)


if __name__ == "__main__":
    unittest.main()
