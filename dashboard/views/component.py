"""The page's own components: a script and a style sheet beside the view that mounts them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def load(name: str) -> ComponentRenderer:
    """The component of views/<name>.js and views/<name>.css, to be mounted with its data.

    The script gets plain values and sets every word of them as text.
    """
    return st.components.v2.component(
        f"dateline_{name}",
        html='<div class="root"></div>',
        css=(_HERE / f"{name}.css").read_text(encoding="utf-8"),
        js=(_HERE / f"{name}.js").read_text(encoding="utf-8"),
    )
