"""Pinyin as it is written with tone marks: one spelling of its letters for every pattern that looks for it."""

TONED_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
"""The vowels that carry a tone mark."""

TONED_NASALS = "ńňǹ"
"""The nasals that carry one, where they are a syllable by themselves: 嗯 (ń)."""

LETTERS = f"a-z{TONED_VOWELS}ü"
"""A piece for a ``re`` class: the letters of a syllable."""

SYLLABLE = f"[a-zü]{{0,3}}[{TONED_VOWELS}][a-zü]{{0,3}}"
"""A pattern for one syllable with its tone mark."""

_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = "(?:[aeo]|ai|ei|ao|ou|ang?|eng?|ong|i(?:a|ao|an|ang|e|u|n|ng|ong)?|[uv](?:a|o|ai|i|an|n|ang|e)?|er)"
PLAIN_SYLLABLE = f"{_INITIAL}{_FINAL}"
"""A pattern for one syllable without its tone: what could be one, not what is."""
