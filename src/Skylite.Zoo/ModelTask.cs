using System.Text.Json.Serialization;

namespace Skylite.Zoo;

/// <summary>What a network is for; in JSON under the names of <see cref="ModelTasks"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelTask>))]
public enum ModelTask
{
    /// <summary>One class for each image.</summary>
    [JsonStringEnumMemberName("scene-classification")]
    SceneClassification,

    /// <summary>One class for each pixel.</summary>
    [JsonStringEnumMemberName("semantic-segmentation")]
    SemanticSegmentation,

    /// <summary>One class for each pixel of two co-registered images; class 1 of 2 is change.</summary>
    [JsonStringEnumMemberName("change-detection")]
    ChangeDetection,
}
