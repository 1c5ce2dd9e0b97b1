using System.Text.Json.Serialization;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery;

/// <summary>The JSON forms of this room's records.</summary>
[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Preprocessing))]
[JsonSerializable(typeof(SplitManifest))]
[JsonSerializable(typeof(SplitOptions))]
[JsonSerializable(typeof(Dense.DenseSplitManifest))]
internal sealed partial class ImageryJson : JsonSerializerContext;
