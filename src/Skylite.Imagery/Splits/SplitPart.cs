using System.Text.Json.Serialization;

namespace Skylite.Imagery.Splits;

/// <summary>What an image is used for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitPart>))]
public enum SplitPart
{
    /// <summary>Weights are trained on it.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Models are selected on it; carved from the training images.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,

    /// <summary>The result is measured on it, and nothing else is done with it.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}
