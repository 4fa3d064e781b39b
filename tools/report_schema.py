"""Write the published form of the report's schema."""

import json
from pathlib import Path

from icstd.report.schema import report_schema

TARGET = Path(__file__).resolve().parents[1] / "src/icstd/report/report.schema.json"

if __name__ == "__main__":
    text = json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n"
    TARGET.write_text(text, encoding="utf-8")
