"""最短的自评脚本：读入填报文件，判定，写出网页报告。

python examples/self_assess.py examples/complete-park.yaml 报告.html
"""

import sys

import icstd

park, out = sys.argv[1:]
standard = icstd.load_standard()
report = icstd.evaluate(icstd.load_assessment(park, standard), standard)
icstd.write_report(report, out, force=True, inputs=[park])
print(f"{report.assessment.park.name}：没有达到的要求 {len(report.gaps)} 条，报告在 {out}")
