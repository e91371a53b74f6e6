"""Tables from spreadsheets and to them: CSV and XLSX, refused in kind words, written without traps."""

from lms.core.sheets.reading import read_lines, read_table
from lms.core.sheets.tables import BadTable, Row, header_named
from lms.core.sheets.writing import write_csv, write_xlsx

__all__ = ["BadTable", "Row", "header_named", "read_lines", "read_table", "write_csv", "write_xlsx"]
