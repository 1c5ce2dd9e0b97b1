using System.Text.Json;
using System.Text.Json.Nodes;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Models;

/// <summary>
/// Where a model comes from: what it was trained on, from which models, and by which steps. Travels as the metadata entry <see cref="MetadataKey"/>.
/// </summary>
public sealed record Provenance
{
    /// <summary>Name of the ONNX metadata entry.</summary>
    public const string MetadataKey = "skylite.provenance";

    /// <summary>What the model does: <c>scene-classification</c>, <c>semantic-segmentation</c> or <c>change-detection</c>.</summary>
    public string Task { get; init; } = "scene-classification";

    /// <summary>The architecture it began as: an id of the zoo, or the name of the file it was brought as.</summary>
    public required string Architecture { get; init; }

    /// <summary>Name of the data set, or of its folder.</summary>
    public string? Dataset { get; init; }

    /// <summary>Checksum of the split manifest: the test images of this split were never trained, calibrated or selected on.</summary>
    public string? SplitChecksum { get; init; }

    /// <summary>How that split was drawn, so that it can be drawn again.</summary>
    public SplitOptions? Split { get; init; }

    /// <summary>SHA-256 of the files this model was made from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>What was done, in order, one sentence each.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Version of Skylite that wrote the file.</summary>
    public string Version { get; init; } = typeof(Provenance).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Reads what a model's metadata say.</summary>
    /// <param name="json">The text.</param>
    /// <param name="architecture">What the model is called where the text does not say.</param>
    /// <exception cref="JsonException">The text is no provenance.</exception>
    public static Provenance Parse(string json, string architecture)
    {
        var node = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("the provenance is not an object");
        node.TryAdd("architecture", JsonValue.Create(architecture));
        if (node["split"] is JsonObject split)
        {
            node["split"] = JsonDefaults.Fill(split, new SplitOptions(), WorkbenchJson.Compact.SplitOptions);
        }

        return JsonDefaults.Fill(node, new Provenance { Architecture = architecture }, WorkbenchJson.Compact.Provenance)
            .Deserialize(WorkbenchJson.Compact.Provenance)!;
    }

    /// <summary>The provenance of a model that is trained on some images, without parents and steps.</summary>
    /// <param name="architecture">What it begins as.</param>
    /// <param name="data">The images.</param>
    public static Provenance Of(string architecture, ITaskData data) => new()
    {
        Task = ModelTasks.Id(data.Facts.Task),
        Architecture = architecture,
        Dataset = data.Facts.Dataset,
        SplitChecksum = data.Facts.SplitChecksum,
        Split = data.Facts.Split,
    };

    /// <summary>The same provenance with one more step at its end.</summary>
    public Provenance Then(string step) => this with { Steps = [.. Steps, step] };
}
