# Prints FILE:NUMBER:LINE without C comments, texts and characters; with texts=1,
# without comments alone.
FNR == 1 { inside = 0 }
{
	out = ""
	rest = $0
	while (rest != "") {
		if (inside) {
			end = index(rest, "*/")
			if (end == 0)
				break
			rest = substr(rest, end + 2)
			inside = 0
		} else if (match(rest, /\/\*|\/\/|"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/)) {
			what = substr(rest, RSTART, 2)
			text = texts ? substr(rest, RSTART, RLENGTH) : "\"\""
			out = out substr(rest, 1, RSTART - 1)
			rest = substr(rest, RSTART + (what == "/*" ? 2 : RLENGTH))
			if (what == "//")
				break
			if (what == "/*")
				inside = 1
			else
				out = out text
		} else {
			out = out rest
			break
		}
	}
	if (out ~ /[^ \t]/)
		print FILENAME ":" FNR ":" out
}
