"""Finishing a file: reading order, alternative text, bookmarks, what it is about, photographs' own bytes.

Written with pikepdf into what the page painter drew. The identifier of PDF/UA-1 is written because our
structural tests hold; the file was not run through veraPDF.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from aande_alert.documents.colour_profile import srgb
from aande_alert.documents.structure import Held, Node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from aande_alert.documents.placing import Placed

_STATIC_ID = b"<31415926535897932384626433832795>"
_TAIL = 65_536
_ATTRIBUTES = {
    "L": Dictionary(O=Name.List, ListNumbering=Name.Decimal),
}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate><xmp:CreatorTool>aande_alert</xmp:CreatorTool>
<pdf:Producer>aande_alert</pdf:Producer><xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: `made_at` in UTC."""

    title: str
    author: str
    made_at: datetime
    document_id: UUID


def finish(
    drawn: bytes, root: Node, about: About, pictures: Mapping[int, Sequence[str]], placed: Sequence[Placed]
) -> bytes:
    """Write reading order, metadata and photographs into a drawn file.

    Args:
        drawn: Pages with numbered content and names where photographs belong.
        root: The tree that content belongs to.
        about: What the file says of itself.
        pictures: Names of the photographs on each page.
        placed: The photographs by name.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _put_pictures(pdf, pictures, placed)
        _Tree(pdf).write(root)
        _write_outline(pdf, root)
        _describe(pdf, about)
        out = io.BytesIO()
        pdf.save(
            out,
            static_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    _put_id(out, about.document_id)
    return out.getvalue()


class _Tree:
    """Writes the structure tree and, for each page, which element its numbered content belongs to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[list[pikepdf.Object]] = [[] for _ in self._pages]

    def write(self, root: Node) -> None:
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        numbers = Array()
        for i, page in enumerate(self._pages):
            numbers.append(i)
            numbers.append(self._pdf.make_indirect(Array(self._owners[i])))
            page.StructParents = i
            page.Tabs = Name.S
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self._pages)
        self._pdf.Root.StructTreeRoot = tree
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
        self._describe(element, node)
        page: int | None = None
        kids = Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element))
                continue
            if page is None:
                page = kid.page
                element.Pg = self._pages[page]
            kids.append(self._content(kid, page))
            self._own(kid, element)
        element.K = kids
        return element

    def _describe(self, element: pikepdf.Object, node: Node) -> None:
        if node.alt:
            element.Alt = String(node.alt)
        if node.said:
            element.ActualText = String(node.said)
        if node.title:
            element.T = String(node.title)
        if node.scope:
            element.A = Dictionary(O=Name.Table, Scope=Name(f"/{node.scope}"))
        elif node.box is not None:
            box = Array([round(side, 2) for side in node.box])
            element.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        elif node.role in _ATTRIBUTES:
            element.A = _ATTRIBUTES[node.role]

    def _content(self, held: Held, page: int) -> pikepdf.Object | int:
        if held.page == page:
            return held.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[held.page], MCID=held.number)

    def _own(self, held: Held, element: pikepdf.Object) -> None:
        owners = self._owners[held.page]
        while len(owners) <= held.number:
            owners.append(element)
        owners[held.number] = element


def _put_pictures(pdf: pikepdf.Pdf, pictures: Mapping[int, Sequence[str]], placed: Sequence[Placed]) -> None:
    streams = {picture.name: _stream(pdf, picture) for picture in placed}
    for number, names in pictures.items():
        page = pdf.pages[number]
        # Pages may share one dictionary of resources; each gets its own before a picture goes in.
        page.obj.Resources = Dictionary(dict(page.obj.Resources.items()))
        page.obj.Resources.XObject = Dictionary({f"/{name}": streams[name] for name in names})


def _stream(pdf: pikepdf.Pdf, picture: Placed) -> pikepdf.Object:
    stream = pikepdf.Stream(
        pdf,
        picture.body,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name(f"/{picture.colours}"),
        BitsPerComponent=8,
        Filter=Name(f"/{picture.filter}"),
    )
    if picture.columns is not None:
        colours, columns = picture.columns
        stream.DecodeParms = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=columns)
    return stream


def _write_outline(pdf: pikepdf.Pdf, root: Node) -> None:
    with pdf.open_outline() as outline:
        for node in _headings(root):
            outline.root.append(pikepdf.OutlineItem(node.title, node.first_page()))


def _headings(node: Node) -> list[Node]:
    found = [node] if node.title else []
    for kid in node.kids:
        if isinstance(kid, Node):
            found += _headings(kid)
    return found


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    made = about.made_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    stamp = about.made_at.strftime("D:%Y%m%d%H%M%S+00'00'")
    words = _XMP.format(
        title=escape(about.title), author=escape(about.author), made=made, document=about.document_id
    )
    root = pdf.Root
    root.Metadata = pikepdf.Stream(pdf, words.encode(), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String("en-GB")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pikepdf.Stream(pdf, srgb(), N=3, Alternate=Name.DeviceRGB)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                RegistryName=String("http://www.color.org"),
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(about.author),
            Creator=String("aande_alert"),
            Producer=String("aande_alert"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    pdf.trailer.ID = Array([String(about.document_id.bytes)] * 2)


def _put_id(out: io.BytesIO, document: UUID) -> None:
    """Put the document's own id where the writer put a placeholder of the same length, near the end."""
    with out.getbuffer() as held:
        start = max(0, len(held) - _TAIL)
        at = start + bytes(held[start:]).rindex(_STATIC_ID) + 1
        held[at : at + 32] = document.hex.encode()
