//! A finished PDF looked into by another road than the reader's: its objects as they are.

use lopdf::{Dictionary, Document, Object};

/// A tag: its name and attributes, its kids.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub alt: Option<String>,
    pub scope: Option<String>,
    /// How many header cells it names.
    pub headers: usize,
    pub kids: Vec<Tag>,
}

impl Tag {
    /// This tag and all beneath it, in order.
    pub fn all(&self) -> Vec<&Tag> {
        std::iter::once(self).chain(self.kids.iter().flat_map(Tag::all)).collect()
    }

    pub fn named(&self, name: &str) -> Vec<&Tag> {
        self.all().into_iter().filter(|tag| tag.name == name).collect()
    }
}

pub fn open(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF just printed")
}

/// The whole tree under a tag `root`.
pub fn tags(file: &Document) -> Tag {
    let root = file
        .catalog()
        .expect("as Typst writes it")
        .get_deref(b"StructTreeRoot", file)
        .expect("as Typst writes it")
        .as_dict()
        .expect("as Typst writes it");
    Tag { name: "root".to_owned(), alt: None, scope: None, headers: 0, kids: kids(file, root) }
}

fn kids(file: &Document, parent: &Dictionary) -> Vec<Tag> {
    let Ok(object) = parent.get_deref(b"K", file) else { return Vec::new() };
    let list = if let Object::Array(list) = object { list.clone() } else { vec![object.clone()] };
    list.iter()
        .filter_map(|kid| file.dereference(kid).ok()?.1.as_dict().ok())
        .filter(|kid| kid.has(b"S"))
        .map(|kid| Tag {
            name: String::from_utf8_lossy(kid.get(b"S").expect("as Typst writes it").as_name().expect("as Typst writes it")).into_owned(),
            alt: kid.get(b"Alt").ok().map(|alt| lopdf::decode_text_string(alt).expect("as Typst writes it")),
            scope: attribute(file, kid, b"Scope").and_then(|scope| Some(String::from_utf8_lossy(scope.as_name().ok()?).into_owned())),
            headers: attribute(file, kid, b"Headers").and_then(|headers| Some(headers.as_array().ok()?.len())).unwrap_or(0),
            kids: kids(file, kid),
        })
        .collect()
}

fn attribute(file: &Document, tag: &Dictionary, name: &[u8]) -> Option<Object> {
    let attributes = tag.get_deref(b"A", file).ok()?;
    let list = if let Object::Array(list) = attributes { list.clone() } else { vec![attributes.clone()] };
    list.iter().find_map(|one| file.dereference(one).ok()?.1.as_dict().ok()?.get(name).ok().cloned())
}

/// A text entry of the file's information dictionary.
pub fn information(file: &Document, key: &str) -> String {
    let dictionary = file.trailer.get_deref(b"Info", file).expect("as Typst writes it").as_dict().expect("as Typst writes it");
    lopdf::decode_text_string(dictionary.get_deref(key.as_bytes(), file).expect("as Typst writes it")).expect("as Typst writes it")
}

/// The XMP packet.
pub fn xmp(file: &Document) -> String {
    let stream = file
        .catalog()
        .expect("as Typst writes it")
        .get_deref(b"Metadata", file)
        .expect("as Typst writes it")
        .as_stream()
        .expect("as Typst writes it");
    String::from_utf8(stream.get_plain_content().expect("as Typst writes it")).expect("as Typst writes it")
}

/// The widths and heights of the pages.
pub fn sizes(file: &Document) -> Vec<(i64, i64)> {
    file.get_pages()
        .values()
        .map(|id| {
            let edges = file
                .get_dictionary(*id)
                .expect("as Typst writes it")
                .get_deref(b"MediaBox", file)
                .expect("as Typst writes it")
                .as_array()
                .expect("as Typst writes it");
            let edge = |index: usize| edges[index].as_float().expect("as Typst writes it").round().to_string().parse().expect("as Typst writes it");
            (edge(2), edge(3))
        })
        .collect()
}
