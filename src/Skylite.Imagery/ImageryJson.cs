using System.Text.Json.Serialization;

namespace Skylite.Imagery;

/// <summary>The JSON forms of this room's records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Preprocessing))]
internal sealed partial class ImageryJson : JsonSerializerContext;
