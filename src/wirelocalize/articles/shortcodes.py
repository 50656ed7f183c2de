"""Template calls inside Markdown that no Markdown parser knows: Hugo, Jekyll, JSX.

They are hidden from the parser behind letters of the same length, so that a quote sign or an asterisk inside them
is not taken for markup; the source itself is never touched.
"""

from __future__ import annotations

import re

_HTML_NAMES = (
    "[Aa]rticle|[Aa]side|[Aa]udio|[Bb]lockquote|[Bb]ody|[Bb]utton|[Cc]aption|[Cc]enter|[Cc]ite|[Cc]ode|[Dd]etails|[Dd]iv|"
    "[Ff]igure|[Ff]igcaption|[Ff]ont|[Ff]ooter|[Hh]ead|[Hh]eader|[Hh]tml|[Ii]frame|[Ii]mg|[Ll]i|[Ll]ink|[Mm]ain|[Nn]av|"
    "[Oo]l|[Pp]re|[Ss]ection|[Ss]pan|[Ss]trong|[Ss]ub|[Ss]up|[Tt]able|[Tt]body|[Tt]d|[Tt]h|[Tt]head|[Tt]itle|[Tt]r|[Uu]l|"
    "[Vv]ideo|[Bb]r|[Hh]r|[Ee]m"
)
_CALL = re.compile(
    r"""
      \{\{<(?:(?!\{\{).){0,4000}?>\}\}         # Hugo {{< figure src="x" >}}
    | \{\{%(?:(?!\{\{).){0,4000}?%\}\}         # Hugo {{% note %}}
    | \{%(?:(?!\{%).){0,4000}?%\}              # Jekyll, Liquid {% include x %}
    | \{\{(?:(?!\{\{)[^\n]){0,1000}?\}\}       # Liquid {{ page.title }}
    | </?(?!(?:"""
    + _HTML_NAMES
    + r""")[\s/>])[A-Z](?=[A-Za-z0-9.]*[a-z])[A-Za-z0-9.]*         # JSX <Figure src={…} />
      (?:\s(?:[^<>{}"']|"[^"<]{0,1000}"|'[^'<]{0,1000}'|\{[^{}<]{0,1000}\}){0,2000})?/?>
    """,
    re.VERBOSE | re.DOTALL,
)
_VISIBLE = re.compile(r"[^\s]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def mask(source: str, body: int) -> tuple[str, list[tuple[int, int]]]:
    """The text from ``body`` on with calls hidden, and the calls' ranges in the source."""
    text = source[body:] if body else source
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    if "{%" not in text and "{{" not in text and not re.search(r"</?[A-Z][A-Za-z0-9]*[a-z]", text):
        return text, []
    calls = [(m.start(), m.end()) for m in _CALL.finditer(text)]
    pieces: list[str] = []
    position = 0
    for start, end in calls:
        pieces.append(text[position:start])
        pieces.append(_VISIBLE.sub("x", text[start:end]))
        position = end
    pieces.append(text[position:])
    return "".join(pieces), [(body + start, body + end) for start, end in calls]
