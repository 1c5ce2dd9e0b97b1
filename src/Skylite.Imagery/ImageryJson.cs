using System.Text.Json;
using System.Text.Json.Serialization;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery;

/// <summary>The JSON forms of this room's records.</summary>
[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Preprocessing))]
[JsonSerializable(typeof(SplitManifest))]
[JsonSerializable(typeof(SplitOptions))]
[JsonSerializable(typeof(Dense.DenseSplitManifest))]
[JsonSerializable(typeof(Dense.Labels.ClassTable))]
[JsonSerializable(typeof(Dense.Layouts.FolderNames))]
internal sealed partial class ImageryJson : JsonSerializerContext
{
    /// <summary>The same with line breaks, for files that people edit.</summary>
    public static ImageryJson Readable => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { WriteIndented = true });
}
