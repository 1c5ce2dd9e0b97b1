using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skylite.Imagery.Dense.Labels;

/// <summary>Reads and writes an <see cref="IgnoredValue"/> as a number or a text.</summary>
internal sealed class IgnoredValueConverter : JsonConverter<IgnoredValue>
{
    /// <inheritdoc/>
    public override IgnoredValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var number) => new(number),
        JsonTokenType.String => new(null, reader.GetString()),
        _ => throw new JsonException("what is ignored is a whole number or a colour \"#rrggbb\""),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IgnoredValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Color);
        }
    }
}
