using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Skylite;

/// <summary>
/// Reads records whose text leaves settings out: generated readers set these to nothing instead of the record's defaults, so they are filled in before.
/// </summary>
internal static class JsonDefaults
{
    /// <summary>Reads a record.</summary>
    /// <param name="json">The text.</param>
    /// <param name="defaults">Gives what the text leaves out, required members aside.</param>
    /// <param name="type">How the record is written.</param>
    /// <exception cref="JsonException">The text is not such a record, or lacks a required member.</exception>
    public static T? Read<T>(string json, T defaults, JsonTypeInfo<T> type) =>
        JsonNode.Parse(json) is JsonObject given ? Fill(given, defaults, type).Deserialize(type) : JsonSerializer.Deserialize(json, type);

    /// <summary>The members of an object, and the defaults of those that it lacks.</summary>
    public static JsonObject Fill<T>(JsonObject given, T defaults, JsonTypeInfo<T> type)
    {
        var filled = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
        foreach (var required in type.Properties.Where(p => p.IsRequired))
        {
            filled.Remove(required.Name);
        }

        foreach (var (name, value) in given)
        {
            filled[name] = value?.DeepClone();
        }

        return filled;
    }
}
