"""Make the two fonts of the PDF report from Debian's fonts-noto-cjk.

    python tools/subset_fonts.py [--from /usr/share/fonts/opentype/noto]

Reports are typeset with fonts of our own, so that the same input gives the
same bytes on every machine and no character comes out as an empty box.  The
subsets hold GB 2312, the marks a report needs, rare characters of names and
places, and every character that the standard's data and our own sources use.
They bear names of their own: a modified font must not pass for the original.
The licence (SIL OFL 1.1) lies beside them.  Needs fontTools.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/icstd/report/assets/fonts"
FONTS = {
    "IcstdSong-Regular.otf": ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "Icstd Song"),
    "IcstdHei-Bold.otf": ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "Icstd Hei"),
}
MARKS = (
    "·×÷±°§¶©®‐‑–—―‖‘’“”†‡•…‰′″‹›※⁄€₩℃℉№™Ω←↑→↓↔⇒⇔∀∂∃∆∏∑−√∝∞∠∧∨∩∪∫∴∵∶∷≈≌≠≡≤≥≮≯⊥⊙⌒"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳■□▲△▼▽◆◇○◎●★☆✓〇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㎎㎏㎜㎝㎞㎡㏄㏎㏑㏒㏕￠￡￥"
)
NAMES = (
    "喆堃玥祎昇犇赟曌燚燊翀昉瑄琭珩琤瑀玹珅玘璟璠瑧璘琰禤甯妫缑亓麴镕頔旻晞晟晔暐煊炘焱熠玚玭珣"
    "琎琨琯琲瑊瑨瑱璈璇瓒甡畯皞皛祐祺禛禔禧稑筠粲縯羿翃翊翯聿芃苒苡莙菡蓁蘅袆諟赪轶辀邕邡邳郃郄郗"
    "郯鄢鄯钊钏钰钲铉铎铖铠铧铨铮锜锟锳镒镔镛镠闫闳雯雱霁霂霈韫韬颀颉颋颙颢飏飔馥骅骎骐骞骢骥髙鹍龑"
    "龢㙦㛃䶮昪晗晢晳曈曏朏枬柷栐桢梽棪榕槿樾橦欸歆毓沄沚泂泓泠洹洺浠涘涟淏淯淳渌渟湉湜湲滢滫潆潞澍"
    "澔澧濂濛炅炆炜炤烜烺焓焜焯煦煜燏爔牁犨玎玠玢珝珪珽琀琄琇琏琚琛琮琳瑭瑷瑾璋璎璐璞璨畀畑疌皓盉"
    "睟矞砚碛碶祁祎祓祯禚秾窅竑竸笪筱箬簃綦繤绂绉绤绹缃缊缜羰翙翚耔耘聍肜胤舸艺芗芠芾苕茀茝荪荭莛莜"
    "菂菘萩葳蒨蓂蔚蔼薇薰藜虓虔蜎衎衒裎裕訚詟諴谌谞谡豳贠贲赜踽軏轫辂迓逖逸邃邈邴郇郧鄱酆鉴鋆錡鍖鏊鑫"
    "钘钤钬铄铌铕铚铤锃锘镇镈镏镝镱镳阇阚阿陔隰雒霄霓霖霨靖鞮頫顒飖驲驷驹驺骁骃骉骊骍骕髦魋鲲鸣鸾麃麇"
    "黍黼鼐齮霅峃硖垟墺岙塍溇漖畲嵊衢鄞暨堽圳埗埇墘埕屿㟃洑汩沔泖沭洨浉浐浯涑涠湋溁滃滘漷澉澥瀍灞"
)


def wanted() -> str:
    """Every character the fonts should hold, in code point order."""
    found = {chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA))}
    found |= {chr(c) for c in (*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F))} - {"\u00ad"}
    found |= set(MARKS) | set(NAMES) | set(_gb2312())
    for pattern in ("standard/**/*.yaml", "src/**/*.py", "src/**/*.typ", "examples/**/*.yaml"):
        for file in sorted(ROOT.glob(pattern)):
            found |= set(file.read_text("utf-8"))
    return "".join(
        sorted(
            c
            for c in found
            if (c.isprintable() or c in "\u00a0\u3000") and not "\ue000" <= c <= "\uf8ff"
        )
    )


def _gb2312() -> str:
    """All characters of GB 2312 except the box drawing marks."""
    rows = [r for r in range(0xA1, 0xF8) if r != 0xA9]
    cells = [bytes((r, c)).decode("gb2312", "ignore") for r in rows for c in range(0xA1, 0xFF)]
    return "".join(cells)


def face(file: Path, family: str) -> TTFont:
    """The one face of a collection that bears this family name."""
    for font in TTCollection(file, lazy=True).fonts:
        if font["name"].getDebugName(1) == family:
            return font
    raise SystemExit(f"{file} holds no {family}")


def make(source: Path, family: str, new_name: str, target: Path, text: str) -> set[str]:
    """Write a subset under a new name; return the characters it holds."""
    font = face(source, family)
    options = subset.Options(
        layout_features=["kern", "liga", "mark", "mkmk"], hinting=False, recalc_timestamp=False
    )
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    worker = subset.Subsetter(options)
    worker.populate(text=text)
    worker.subset(font)
    weight = target.stem.rpartition("-")[2]
    plain = new_name.replace(" ", "")
    names = font["name"]
    new = {1: new_name, 2: weight, 3: f"{plain}-{weight}", 4: f"{new_name} {weight}"}
    for entry in list(names.names):
        if entry.nameID in {**new, 6: ""}:
            names.removeNames(nameID=entry.nameID)
    for number, value in {**new, 6: f"{plain}-{weight}"}.items():
        names.setName(value, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [f"{plain}-{weight}"]
    top[0].FullName, top[0].FamilyName = f"{new_name} {weight}", new_name
    font.save(target)
    return {chr(c) for c in font.getBestCmap()}


def main() -> None:
    """Write both fonts and the list of characters that the body font holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--from", dest="source", type=Path, default="/usr/share/fonts/opentype/noto"
    )
    source = parser.parse_args().source
    TARGET.mkdir(parents=True, exist_ok=True)
    text = wanted()
    held = [make(source / f, fam, new, TARGET / n, text) for n, (f, fam, new) in FONTS.items()]
    both = sorted(set.union(*held))
    lines = ["".join(both[i : i + 64]) for i in range(0, len(both), 64)]
    (TARGET / "characters.txt").write_text("\n".join(lines) + "\n", "utf-8")
    for name in FONTS:
        print(f"{name}: {(TARGET / name).stat().st_size:,} bytes")
    print(
        f"{len(both)} characters; wanted but in neither: {''.join(sorted(set(text) - set(both)))}"
    )


if __name__ == "__main__":
    main()
