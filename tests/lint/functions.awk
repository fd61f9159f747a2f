# Prints FILE:NUMBER:NAME of functions longer than max lines. A function begins
# with a line `{` and ends with a line `}`, both at the margin.
FNR == 1 { start = 0; name = "" }
/^[a-z_][A-Za-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
/^\{$/ { start = FNR }
/^\}/ && start {
	if (FNR - start - 1 > max)
		print FILENAME ":" start ":" name
	start = 0
}
