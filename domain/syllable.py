"""Which letter strings can be a Vietnamese syllable: the yardstick for repairing damaged text."""

import re
from functools import cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x")
_RHYMES = _words(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych "
    "uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_AFTER_Q = _words(
    "ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uâc uân uâng uât uây ue uen ueo uet uê uên "
    "uênh uêt ui uich uin uinh uit uơ uôc uy uyên uyêt uynh uyt uyu"
)

# vowel -> itself with no tone, grave, acute, hook, tilde, dot
VOWELS = (
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
)
TONED = {vowel: (row[0], tone) for row in VOWELS for tone, vowel in enumerate(row)}
_TONELESS = str.maketrans({vowel: base for vowel, (base, _) in TONED.items()})
_STOPPED = re.compile(r"(?:c|ch|p|t)$")  # these endings carry only the acute or the dot
_ACUTE, _DOT = 2, 5


@cache
def _shapes() -> frozenset[str]:
    plain = {onset + rhyme for onset in (*_ONSETS, "") if onset != "q" for rhyme in _RHYMES}
    return frozenset(plain | {"q" + rhyme for rhyme in _AFTER_Q})


def is_syllable(word: str) -> bool:
    """Whether the word could be a Vietnamese syllable, with its tone mark (any placement, any sane case)."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    lower = word.lower()
    shape = lower.translate(_TONELESS)
    if shape not in _shapes():
        return False
    tones = [TONED[letter][1] for letter in lower if letter in TONED and TONED[letter][1]]
    if _STOPPED.search(shape):
        return tones in ([_ACUTE], [_DOT])
    return len(tones) <= 1
