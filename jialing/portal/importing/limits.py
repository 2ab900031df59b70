"""What a spreadsheet may measure."""

from __future__ import annotations

LARGEST = 10 * 1024 * 1024
"""Bytes of a file."""
MOST_ROWS = 50_000
"""Rows under the header that hold something."""
MOST_COLUMNS = 200
LARGEST_UNPACKED = 150 * 1024 * 1024
"""Bytes of what is packed in a workbook: shared strings are read into memory whole."""
LONGEST_CELL = 10_000
"""Characters; the longest text that a record keeps is shorter by far."""
HEADER_WITHIN = 30
"""The header stands in one of the first rows."""
AT_ONCE = 200
"""Rows of one transaction: others wait less than a second for it."""
