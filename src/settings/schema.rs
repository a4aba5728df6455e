//! A JSON Schema of `wirelint.toml`, made from its types, with which editors complete and check it.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::conventions::{CURRENCY, DECIMAL, GROUP};
use super::file::SettingsFile;
use super::read::{GATES, LEVELS, SEVERITIES};
use crate::lang::Lang;

/// The schema, for these rules. Draft 7, which is what the editors' TOML plug-ins read.
///
/// ```
/// let schema = wirelint::settings::schema::schema(["name/accents"]);
/// assert_eq!(schema["title"], "wirelint.toml");
/// ```
pub fn schema(ids: impl IntoIterator<Item = &'static str>) -> Value {
    let mut names: Vec<String> = Vec::new();
    for id in ids {
        let group = id.split_inclusive('/').next().unwrap_or(id);
        if !names.iter().any(|n| n == group) {
            names.push(group.to_owned());
        }
        names.push(id.to_owned());
    }
    let mut schema = SchemaSettings::draft07()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<SettingsFile>()
        .to_value();
    without_defaults(&mut schema);
    if let Some(definitions) = schema["definitions"].as_object_mut() {
        definitions.insert("Rule".into(), json!({ "enum": names }));
        definitions.insert("Rules".into(), rules_table(&names));
    }
    schema
}

/// Takes out the defaults of the types, which are “nothing given” and would read as values.
fn without_defaults(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.remove("default");
            members.values_mut().for_each(without_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(without_defaults),
        _ => {}
    }
}

fn rules_table(names: &[String]) -> Value {
    let list = |description: &str| {
        json!({
            "description": description,
            "type": "array",
            "items": { "$ref": "#/definitions/Rule" },
        })
    };
    let mut properties = Map::new();
    properties.insert("select".into(), list("Only these rules and groups run."));
    properties.insert("ignore".into(), list("These rules and groups do not run."));
    for name in names {
        properties.insert(name.clone(), json!({ "enum": LEVELS }));
    }
    json!({
        "description": "Which rules run, and the level of their findings: every finding of a rule gets the level given.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

pub(super) fn lang(_: &mut SchemaGenerator) -> Schema {
    let codes: Vec<&str> = Lang::ALL.iter().map(|l| l.code()).collect();
    json_schema!({ "type": "string", "examples": codes })
}

pub(super) fn severity(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": SEVERITIES })
}

pub(super) fn gate(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": GATES })
}

pub(super) fn marks(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "minLength": 2, "maxLength": 2 })
}

pub(super) fn decimal(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": DECIMAL.map(|(name, _)| name) })
}

pub(super) fn group(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": GROUP.map(|(name, _)| name) })
}

pub(super) fn time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "\\{h\\}.*\\{m\\}" })
}

pub(super) fn currency(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": CURRENCY.map(|(name, _)| name) })
}

pub(super) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date" })
}

pub(super) fn rule(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "$ref": "#/definitions/Rule" })
}

pub(super) fn rules(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "$ref": "#/definitions/Rules" })
}
