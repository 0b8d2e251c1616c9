"""Units: what a number counts or measures, and the scale in front of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .character import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its scale taken out: 万元 is ("元", 10000, False).

    A number in the printed unit times `scale` is in `base`. `counting` says
    that a whole number of it is an exact count (个, 人, villages).
    """

    base: str
    scale: Fraction
    counting: bool


_WORDS_OF_COUNTERS = """
人次 户次 场次 批次 车次 架次 班次 件次 个 名 人 户 村 家 所 项 件 次 条 期 处 座 位 支
辆 台 份 篇 间 头 只 棵 对 批 届 例 起 宗 场 班 种 类 张 笔 套 组 栋 幅 本 册 艘 架 匹
株 口 县 乡 镇 门 款 席 票
"""
COUNTERS = _WORDS_OF_COUNTERS.split()
_WORDS_OF_COUNTED_NOUNS = """
village villages person persons people household households item items case cases unit
units project projects member members school schools student students county counties
town towns city cities number count pupils patients cooperatives organisations
organizations
"""
_COUNTED_NOUNS = frozenset(_WORDS_OF_COUNTED_NOUNS.split())
# Spellings that share a base; a measure that stands alone is its own base.
_SPELLINGS: dict[str, str] = {
    "元": "元 块钱 人民币元 元人民币 人民币 yuan rmb cny ¥",
    "USD": "美元 us$ $ usd dollar dollars",
    "HKD": "港元 港币 hk$ hkd", "TWD": "新台币 台币 nt$ twd", "SGD": "新加坡元 新元 s$ sgd",
    "AUD": "澳元 a$ aud", "CAD": "加元 c$ cad", "EUR": "欧元 € eur euro euros",
    "GBP": "英镑 £ gbp", "JPY": "日元 jpy yen",
    "亩": "亩 mu", "公顷": "公顷", "ha": "ha hectare hectares",
    "公里": "公里 千米", "km": "km kilometre kilometres kilometer kilometers",
    "米": "米", "m": "m metre metres meter meters", "厘米": "厘米", "cm": "cm", "mm": "mm",
    "平方米": "平方米 ㎡ 平米 个平方",
    "m²": "m² m2 sqm", "平方公里": "平方公里 平方千米", "km²": "km² km2",
    "立方米": "立方米", "m³": "m³ m3",
    "吨": "吨 公吨", "t": "t tonne tonnes ton tons",
    "公斤": "公斤 千克", "kg": "kg kilogram kilograms",
    "斤": "斤", "克": "克", "g": "g gram grams", "升": "升",
    "litres": "l litre litres liter liters",
    "度": "度", "千瓦时": "千瓦时", "kWh": "kwh", "千瓦": "千瓦", "岁": "岁", "年": "年",
    "月": "月 个月", "天": "天 日 个工作日", "周": "周 星期 个星期", "小时": "小时 个小时",
    "分钟": "分钟",
    "倍": "倍", "years": "year years", "months": "month months", "days": "day days",
    "weeks": "week weeks", "hours": "hour hours", "minutes": "minute minutes",
    "times": "times", "degrees": "degrees", "acres": "acre acres",
    "mi²": "mi² mi2", "miles": "mi mile miles", "kW": "kw",
}  # fmt: skip
_SQUARES = {"kilomet": "km²", "met": "m²"}
_BASES = {name: base for base, names in _SPELLINGS.items() for name in names.split()}
_BASES |= {
    f"square {stem}{ending}": base
    for stem, base in _SQUARES.items()
    for ending in ("re", "res", "er", "ers")
}
_BASES |= {"sq km": "km²", "sq m": "m²", "sq mi": "mi²"}
_BASES |= {"square mile": "mi²", "square miles": "mi²"}
_BASES |= {f"cubic met{ending}": "m³" for ending in ("re", "res", "er", "ers")}
_MULTIPLES = {  # of a unit whose prefix is written with it
    "mwh": ("kWh", 10**3), "gwh": ("kWh", 10**6), "twh": ("kWh", 10**9),
    "mw": ("kW", 10**3), "gw": ("kW", 10**6), "tw": ("kW", 10**9),
}  # fmt: skip
_PERCENT: dict[str, Fraction] = {
    "%": Fraction(1), "percent": Fraction(1), "per cent": Fraction(1), "pct": Fraction(1),
    "百分点": Fraction(1), "个百分点": Fraction(1), "百分比": Fraction(1), "个点": Fraction(1),
    "percentage": Fraction(1), "percentage points": Fraction(1), "percentage point": Fraction(1),
    "pp": Fraction(1), "‰": Fraction(1, 10), "per mille": Fraction(1, 10),
    "千分点": Fraction(1, 10), "个千分点": Fraction(1, 10), "成": Fraction(10),
    "基点": Fraction(1, 100), "个基点": Fraction(1, 100), "bp": Fraction(1, 100),
    "bps": Fraction(1, 100), "basis points": Fraction(1, 100), "basis point": Fraction(1, 100),
}  # fmt: skip
ENGLISH_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_SCALE_WORDS = ENGLISH_SCALES | {f"{word}s": size for word, size in ENGLISH_SCALES.items()}
_SCALE_WORDS |= {"'000": 10**3, "000": 10**3, "000s": 10**3, "'000s": 10**3}
_SCALE_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}

CHINESE_SCALE = r"(?:[十百千]?(?:万亿|[万亿])|十|百(?!分)|千(?![克米瓦帕伏卡赫分]))"
_SCALED = re.compile(rf"(?P<scale>{CHINESE_SCALE})(?P<rest>.*)", re.DOTALL)
_POWER = re.compile(r"1(?:[ ,]?0){1,15}(?![0-9.,])[ ]?")
_MONEY = re.compile(
    r"(?P<money>[A-Za-z]{0,3}[$€£¥]|[A-Z]{3})[ ]?(?P<letter>k|m|mn|b|bn|tn)", re.IGNORECASE
)
_LABEL = re.compile(r"(?:计量)?(?:单位|units?)[ ]?:[ ]?", re.IGNORECASE)
_COUNTED = re.compile(r"[个名][\u4e00-\u9fff]{1,4}")
_LONGEST = 80


def chinese_scale(words: str) -> int:
    """The size of a Chinese scale: 万亿 is 10^12, 百万 is 10^6."""
    size = 1
    for word in words:
        size *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[word]
    return size


def unit_of(text: str | None) -> Unit | None:
    """The unit that a schema, a heading or the text after a number names.

    Takes a unit alone ("万元", "‰", "元/人", "thousand USD", "(in millions)",
    "10 000 persons"); a compound has the scale of its numerator over that of its
    denominator. A text that is no known unit is its own base, with scale 1.
    Blank or `None` gives `None`. Never raises.

    >>> unit_of("万元")
    Unit(base='元', scale=Fraction(10000, 1), counting=False)
    """
    if text is None or not text.strip():
        return None
    if len(text) > _LONGEST:
        return Unit(text.strip(), Fraction(1), False)
    return _unit_of(text.strip())


@lru_cache(maxsize=4096)
def _unit_of(text: str) -> Unit | None:
    plain = fold(text).strip()
    if plain[0] == "(" and plain[-1] == ")":
        plain = plain[1:-1].strip()
    label = _LABEL.match(plain)
    plain = plain[label.end() :] if label else plain
    if not plain:
        return None
    known = _known(plain)
    if known is not None:
        return known
    compound = _compound(plain)
    if compound is not None:
        return compound
    return _scaled(plain) or Unit(text, Fraction(1), False)


def is_unit(text: str) -> bool:
    """The text is a unit that this grammar knows: alone, with a scale, or compound.

    >>> is_unit("万元"), is_unit("元/人"), is_unit("全市"), is_unit("2010")
    (True, True, False, False)
    """
    if not any(letter.isalpha() or letter in "%‰$¥€£" for letter in text):
        return False
    unit = unit_of(text)
    if unit is None:
        return False
    parts = unit.base.split("/") if unit.base else []
    known = all(_known(fold(part).strip()) is not None for part in parts if part.strip())
    return known or unit.counting or unit.scale != 1


def _known(plain: str) -> Unit | None:
    lower = " ".join(plain.lower().split())
    if lower in _PERCENT:
        return Unit("%", _PERCENT[lower], False)
    if lower in _BASES:
        return Unit(_BASES[lower], Fraction(1), False)
    if lower in _MULTIPLES:
        base, size = _MULTIPLES[lower]
        return Unit(base, Fraction(size), False)
    if lower in COUNTERS or lower in _COUNTED_NOUNS or _COUNTED.fullmatch(lower):
        return Unit(plain, Fraction(1), True)
    return None


def _compound(plain: str) -> Unit | None:
    parts = plain.split("/") if "/" in plain else re.split(r" per ", plain, flags=re.IGNORECASE)
    if len(parts) != 2:
        return None
    above, below = unit_of(parts[0]), unit_of(parts[1])
    if above is None or below is None:
        return None
    return Unit(f"{above.base}/{below.base}", above.scale / below.scale, False)


def _scaled(plain: str) -> Unit | None:
    """A unit with a scale word before, after or alone."""
    chinese = _SCALED.fullmatch(plain)
    if chinese:
        rest = chinese["rest"].strip()
        size = chinese_scale(chinese["scale"])
        base = _known(rest) if rest else Unit("", Fraction(1), False)
        if base is None and size >= 10**4:  # 百货 and 十堰 are words, 万羽 is a scale
            base = unit_of(rest)
        if base is not None:
            return Unit(base.base, base.scale * size, False)
    money = _MONEY.fullmatch(plain)
    if money and money["money"].lower() in _BASES:
        size = _SCALE_LETTERS[money["letter"].lower()]
        return Unit(_BASES[money["money"].lower()], Fraction(size), False)
    return _scaled_english(plain)


def _scaled_english(plain: str) -> Unit | None:
    size = 1
    power = _POWER.match(plain)
    if power:
        size = 10 ** power.group().count("0")
        plain = plain[power.end() :]
    kept: list[str] = []
    for word in plain.split():
        if word.lower() in _SCALE_WORDS:
            size *= _SCALE_WORDS[word.lower()]
        elif word.lower() not in ("in", "of"):
            kept.append(word)
    if size == 1 or size > 10**24:
        return None
    rest = " ".join(kept)
    base = unit_of(rest) or Unit("", Fraction(1), False)
    return Unit(base.base, base.scale * size, False)


# A character that counts also opens ordinary words: 位于, 支持, 组织, 升至.
_NOT_AFTER = {
    "人": "民均才工", "支": "持出付撑", "位": "于列次居", "名": "次列单为义", "例": "如",
    "起": "来到点", "期": "间末初望", "所": "有在以谓得属", "对": "于比照应策其此",
    "处": "于理罚在",
    "条": "件", "组": "织成", "种": "植", "份": "额", "班": "子", "次": "日年要", "台": "账阶",
    "门": "槛", "套": "取", "只": "有是能要", "头": "部目", "口": "径", "升": "至到级",
    "席": "卷地", "票": "据面房价",
}  # fmt: skip


def _guarded(name: str) -> str:
    after = _NOT_AFTER.get(name)
    return f"{re.escape(name)}(?![{after}])" if after else re.escape(name)


def _pattern() -> str:
    han = [name for name in [*_BASES, *_PERCENT, *COUNTERS] if not name.isascii() and name != "成"]
    letters = [name for name in [*_BASES, *_PERCENT] if name.isascii() and name[0].isalpha()]
    short = {"t", "m", "g", "mi", "l", "ha", "km", "kg", "cm", "mm", "m2", "m3", "km2"}
    short |= {"pp", "bp", "bps"}
    codes = [name.upper() for name in letters if name.upper() == _BASES.get(name)]
    codes += ["RMB", "CNY", "kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "TW", "US dollars"]
    lower = [name for name in letters if name.upper() not in codes or name in short]

    def either(names: list[str]) -> str:
        ordered = sorted(set(names), key=lambda name: (-len(name), name))
        return "|".join(_guarded(name) for name in ordered)

    one = rf"(?:{either(han)}|(?:{either(lower + codes)})(?![A-Za-z]))"
    return rf"(?:{one}(?:/{one})?)"


# A unit as it stands after a number in running text.
UNIT = re.compile(_pattern())
