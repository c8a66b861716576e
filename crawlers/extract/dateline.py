"""What agencies and newspapers put before the first words of a story: "(GLO) -", "TTO - ", "VOV.VN - "."""

import re

_NAMED = re.compile(
    r"(?:\(\s*[A-ZĐ][\w.&+ĐƯƠĂÂÊÔ /-]{1,24}\)\s*[-–—:.]+|[A-Z][A-Za-z0-9]{1,20}\.(?:vn|VN|Vn|com|net)\s*[-–—]+)\s*"
)
_SHORT = re.compile(
    r"(?P<name>[A-ZĐ][A-ZĐ&]{2,7})(?P<online>\s+(?:[Oo]nline|điện tử))?\s*[-–—|]+\s*(?=[“\"‘'(]?(?P<next>\w))"
)
_WORDS = frozenset(
    "UBND HĐND MTTQ UBMTTQ LĐLĐ CLB HTX THPT THCS BHXH BHYT BHTN BCH BTV BCĐ ĐBQH QĐND PCCC CNTT GDĐT GD&ĐT KHCN KH&CN"
    " TNMT TN&MT NNPTNT VHTT VHTTDL BQL TTYT BVĐK ANTT CAND CSGT CCHC TTHC OCOP WTO GDP CEO NATO ISO UNESCO WHO FDI ODA"
    " KCN KCX CCN CNVC CBCC CBCCVC LLVT QPAN BĐBP BĐS TNGT ATGT ATTP VSATTP HIV AIDS COVID SARS ASEAN VKSND TAND VKS"
    " THA CQĐT BOT PPP TNHH CTCP HSSV SV HS GV CMC VIP USD VND NXB TPHCM TPCT HCM TW TTTT TT&TT NTM XHCN CNXH ĐHQG BTL"
    " LTS STT MTTQVN TNCS HLHPN LHPN HND CCB BTS BGH BTC LHQ FIFA AFF SEA AFC VFF BIDV VCB ATM QR".split()
)  # abbreviations with which sentences begin


def without_dateline(text: str) -> str:
    """The text without the name of who sends it."""
    named = _NAMED.match(text)
    if named:
        return text[named.end() :]
    short = _SHORT.match(text)
    if short is None or not short["next"].isupper() or " | " in text[short.end() :].partition("\n")[0]:
        return text
    if short["name"] in _WORDS and not short["online"]:
        return text
    return text[short.end() :]
