"""Characters that mean the same, brought to one: each to one character, so that offsets survive.

Full-width forms become ASCII, the many minus signs and spaces one of each, and
the traditional characters that occur in numbers, units and hedges become
simplified ones.
"""

from __future__ import annotations

import re

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    "−": "-", "﹣": "-", "‐": "-", "‑": "-", "⁻": "-", "－": "-",
    "﹪": "%", "٪": "%", "￥": "¥", "￡": "£", "’": "'", "‘": "'", "＇": "'",
    "〜": "~", "∼": "~", "～": "~", "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤",
    "○": "〇", "▲": "△", "▼": "△", "▽": "△", "㎡": "㎡",
}  # fmt: skip
_TRADITIONAL = dict(
    zip(
        "萬億個餘約兩點戶項輛間頭隻對場畝頃噸歲幣達無數據報過滿將幾條處級於時鐘鎮縣鄉圓臺"
        "筆張種類組隊員從週節簽違暫詳統計適獲類樣為層棟紙門萬負歐損貳",
        "万亿个余约两点户项辆间头只对场亩顷吨岁币达无数据报过满将几条处级于时钟镇县乡元台"
        "笔张种类组队员从周节签违暂详统计适获类样为层栋纸门万负欧损贰",
        strict=True,
    )
)
_FORMAL = dict(
    zip("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟圆", "一二二三三四五六六七八九十百千元", strict=True)
)
_SPACES = "\t\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u205f"
_FIXED_SPACES = "\u00a0\u202f\u2007\u2008\u2009\u200a\u2006"

_COMMON: dict[int, str] = _WIDE | {ord(k): v for k, v in (_SIGNS | _TRADITIONAL).items()}
_CELL = _COMMON | {ord(c): " " for c in _SPACES + _FIXED_SPACES}
_CELL |= {ord(k): v for k, v in _FORMAL.items()}
# In a sentence a wide comma parts clauses, and 陆, 伍, 拾 stand in ordinary words.
_RUNNING = _COMMON | {ord(c): " " for c in _SPACES} | {ord(c): "\u00a0" for c in _FIXED_SPACES}
_RUNNING |= {ord("，"): "，"}
_WIDE_GROUP = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def fold(text: str) -> str:
    """A cell's text in one spelling; same length, so offsets hold.

    >>> fold("１，３８３ 萬")
    '1,383 万'
    """
    return text if text.isascii() else text.translate(_CELL)


def fold_running(text: str) -> str:
    """Running text in one spelling; same length.

    No-break and thin spaces stay apart from ordinary ones, since only they join
    the groups of one number; a wide comma joins only wide digits.

    >>> fold_running("共３，１２０個，7，160")
    '共3,120个，7，160'
    """
    return text if text.isascii() else _WIDE_GROUP.sub(",", text).translate(_RUNNING)
