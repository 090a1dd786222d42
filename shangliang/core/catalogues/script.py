"""Traditional Chinese out of the Simplified, at build time: the characters change, the words stay.

The words are those of mainland rules, in which 文件 is a document and 程序 a procedure. OpenCC's `s2tw` chooses
the right character by the phrase (发展 → 發展, 头发 → 頭髮) in its usual modern form (群眾, 裡); `s2twp`, which also
puts Taiwan's words for the mainland's, would make a computer program of every procedure (程式)."""

from collections.abc import Callable

from babel.messages.catalog import Catalog

LANGUAGE = "zh_Hant"
_SCHEME = "s2tw"
Convert = Callable[[str], str]


def converter() -> Convert:
    """From Simplified to Traditional characters."""
    from opencc import OpenCC  # slow: reads its dictionaries

    convert: Convert = OpenCC(_SCHEME).convert
    return convert


def in_traditional(simplified: Catalog, convert: Convert) -> Catalog:
    """The same catalogue with every translation in Traditional characters; what is uncertain stays so."""
    made = Catalog(locale=LANGUAGE)
    for one in simplified:
        if one.id:
            flags = {"fuzzy"} if one.fuzzy else set()
            made.add(one.id, _converted(one.string, convert), context=one.context, flags=flags)
    return made


def _converted(said: str | tuple[str, ...] | list[str] | None, convert: Convert) -> str | tuple[str, ...]:
    return convert(said or "") if isinstance(said, str | None) else tuple(convert(one) for one in said)
