//! The description of the API, in OpenAPI 3.1, made from the table of routes: a route that is not described fails a test.

use super::ROUTES;
use crate::routes::{Method, Route};
use serde_json::{Value, json};

/// What a route is for, for readers of the description.
struct Described {
    path: &'static str,
    summary: &'static str,
    about: &'static str,
    takes: &'static [(&'static str, &'static str)],
    csv: bool,
}

const DESCRIBED: &[Described] = &[
    Described {
        path: "/api/v1/indicators",
        summary: "The catalogue of indicators",
        about: "Every indicator that the token may read, with the dimensions it can be divided by.",
        takes: &[],
        csv: false,
    },
    Described {
        path: "/api/v1/indicators/{id}",
        summary: "One definition",
        about: "What is counted, from which records, and the definition itself.",
        takes: &[],
        csv: false,
    },
    Described {
        path: "/api/v1/measure",
        summary: "Figures",
        about: "The same figures as `sightline measure`, to the last digit. With the scope `released`: figures as they were published, hidden ones without a number and with the status `hidden`.",
        takes: &[
            ("id", "Indicators, apart by commas; all when left out"),
            ("period", "One period: 2018-07, 2018-19Q2, 2018-19H1, 2018-19 or 2018-07-01..2018-09-30"),
            ("from", "The first of several periods"),
            ("to", "The last of them"),
            ("every", "month, quarter or year"),
            ("by", "Dimensions to divide by, apart by commas"),
            ("where", "DIMENSION=VALUE; may be given several times"),
            ("known_on", "As the records were known on a day: 2018-10-01"),
            ("format", "csv or json"),
        ],
        csv: true,
    },
    Described {
        path: "/api/v1/due",
        summary: "What is overdue and due soon",
        about: "Counts by clock and team. About no child.",
        takes: &[("format", "csv or json")],
        csv: true,
    },
    Described {
        path: "/api/v1/checks",
        summary: "Data quality",
        about: "Every check, how many rows it looked at and how many failed.",
        takes: &[("format", "csv or json")],
        csv: true,
    },
    Described { path: "/api/v1/loads", summary: "Loads", about: "Snapshots, newest first, and files that were set aside.", takes: &[], csv: false },
    Described {
        path: "/api/v1/load/{table}",
        summary: "Take records in",
        about: "Rows of one table, as text/csv with a row of headings or application/json, a list of objects; headings as in the standard dataset or the model. A row whose key is known replaces what was there. All are taken in, or none: then 422, with each fault's row, column and remedy. Sending the same rows again changes nothing.",
        takes: &[],
        csv: false,
    },
    Described { path: "/api/v1/publications", summary: "Publications", about: "What was published, newest first.", takes: &[], csv: false },
    Described {
        path: "/api/v1/access-log",
        summary: "The access log",
        about: "The entries of a span, each a line of JSON as it stands in the log, so that every seal can be checked. Children stand in it under pseudonyms. That it was read is entered in it.",
        takes: &[
            ("from", "The first day, 2018-10-01, or an instant, 2018-10-01T08:00:00Z"),
            ("to", "The last day, or the instant before which it ends"),
        ],
        csv: false,
    },
    Described { path: "/api/v1/openapi.json", summary: "This description", about: "OpenAPI 3.1.", takes: &[], csv: false },
];

/// The description, as JSON.
#[must_use]
pub fn description() -> Value {
    let mut paths = serde_json::Map::new();
    for route in ROUTES.iter().filter(|route| route.is_api()) {
        let Some(described) = DESCRIBED.iter().find(|described| described.path == route.path) else { continue };
        let method = match route.method {
            Method::Get => "get",
            Method::Post => "post",
            Method::Delete => "delete",
        };
        paths.insert(route.path.to_owned(), json!({ method: operation(route, described) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sightline",
            "version": "1",
            "summary": "Figures of a children's service, each by one open definition.",
            "description": "Nothing here is about a single child. A token is made by an administrator, with the scopes it needs and no others.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token of the API" } },
            "schemas": {
                "Figure": {
                    "type": "object",
                    "required": ["indicator", "period", "starts_on", "ends_on", "numerator", "denominator", "value", "status"],
                    "properties": {
                        "indicator": { "type": "string" },
                        "period": { "type": "string" },
                        "starts_on": { "type": "string", "format": "date" },
                        "ends_on": { "type": "string", "format": "date" },
                        "numerator": { "type": ["number", "null"] },
                        "denominator": { "type": ["number", "null"] },
                        "value": { "type": ["number", "null"] },
                        "status": { "enum": ["ok", "provisional", "not-available", "not-applicable", "hidden"] },
                        "pending": { "type": "integer" },
                    },
                    "additionalProperties": { "type": "string", "description": "One for each dimension that was divided by" },
                },
                "Error": {
                    "type": "object",
                    "properties": { "error": {
                        "type": "object",
                        "properties": {
                            "status": { "type": "integer" },
                            "title": { "type": "string" },
                            "what": { "type": "string" },
                            "next": { "type": "string" },
                        },
                    } },
                },
            },
        },
    })
}

fn operation(route: &Route, described: &Described) -> Value {
    let of_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> =
        of_path.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect();
    parameters.extend(
        described
            .takes
            .iter()
            .map(|(name, about)| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": { "type": "string" } })),
    );
    let item = if described.path.ends_with("/measure") { json!({ "$ref": "#/components/schemas/Figure" }) } else { json!({ "type": "object" }) };
    let answer = if described.csv { json!({ "type": "array", "items": item }) } else { json!({}) };
    let mut content = serde_json::Map::new();
    content.insert("application/json".to_owned(), json!({ "schema": answer }));
    if described.csv {
        content.insert("text/csv".to_owned(), json!({ "schema": { "type": "string" } }));
    }
    let error =
        |about: &str| json!({ "description": about, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } } });
    let mut found = json!({
        "summary": described.summary,
        "description": described.about,
        "operationId": described.path.trim_start_matches("/api/v1/").replace(['/', '{', '}', '.'], "_"),
        "parameters": parameters,
        "responses": {
            "200": { "description": "As asked", "content": content },
            "400": error("It could not be answered as asked"),
            "401": error("No token, or one that is not valid"),
            "403": error("The token does not have the scope"),
            "404": error("There is none of that name"),
            "405": error("The address takes another method"),
            "429": error("Too many tries"),
            "503": error("Not now"),
        },
    });
    if let (Some(object), Some(scope)) = (found.as_object_mut(), route.scope) {
        object.insert("security".to_owned(), json!([{ "token": [] }]));
        object.insert("x-scope".to_owned(), json!(scope));
    }
    if let (Some(object), Method::Post) = (found.as_object_mut(), route.method) {
        let rows = json!({ "type": "array", "items": { "type": "object" } });
        let body = json!({ "required": true, "content": { "text/csv": { "schema": { "type": "string" } }, "application/json": { "schema": rows } } });
        object.insert("requestBody".to_owned(), body);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{DESCRIBED, ROUTES, description};

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else() {
        let routes: Vec<&str> = ROUTES.iter().filter(|route| route.is_api()).map(|route| route.path).collect();
        let described: Vec<&str> = DESCRIBED.iter().map(|described| described.path).collect();
        assert_eq!(routes, described);
        let paths = description();
        assert_eq!(paths["paths"].as_object().map(serde_json::Map::len), Some(routes.len()));
        assert_eq!(paths["paths"]["/api/v1/load/{table}"]["post"]["x-scope"], "load");
    }
}
