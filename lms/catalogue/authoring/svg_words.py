"""The part of SVG that pictures are drawn with: nothing that runs, moves, loads or points elsewhere."""


def _named(words: str) -> frozenset[str]:
    return frozenset(words.split())


WITH_WORDS = _named("text tspan title desc")
ELEMENTS = WITH_WORDS | _named(
    """
    svg g defs style path rect circle ellipse line polyline polygon
    linearGradient radialGradient stop clipPath mask
    """
)
ATTRIBUTES = _named(
    """
    viewBox width height preserveAspectRatio version role lang aria-label aria-hidden id class style
    x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points dx dy rotate pathLength transform transform-origin
    fill fill-opacity fill-rule clip-rule clip-path mask opacity color display visibility overflow
    stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset vector-effect paint-order shape-rendering text-rendering
    font-family font-size font-weight font-style font-variant letter-spacing word-spacing
    text-anchor text-decoration textLength lengthAdjust dominant-baseline alignment-baseline baseline-shift
    gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity
    clipPathUnits maskUnits maskContentUnits mask-type
    """
)
