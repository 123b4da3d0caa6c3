s#^title = .*#title = "<script>alert(1)</script> [% now() %] \\"citat\\" 'apostrof' \\u202eomvänt \& så\\nvidare"#
s#^Resecentrum;#<img src=x onerror=alert(1)> [% 1 + 1 %] 'citat' \& =HYPERLINK("x");#
s#^Torget;#‮torget från höger;#
s#^language = "sv"#language = "en"#
