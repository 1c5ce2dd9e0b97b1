using System.Globalization;
using System.Text.Json.Nodes;
using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Imagery;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Workbench.Exports;

/// <summary>Describes a model as a STAC item with the Machine Learning Model extension, version 1.5.</summary>
public static class StacItem
{
    private const string ModelExtension = "https://stac-extensions.github.io/mlm/v1.5.2/schema.json";
    private const string ClassExtension = "https://stac-extensions.github.io/classification/v1.1.0/schema.json";
    private const string FileExtension = "https://stac-extensions.github.io/file/v2.1.0/schema.json";

    // A multihash says of itself that it is 32 bytes of SHA-256.
    private const string Sha256Prefix = "1220";

    /// <summary>Makes the item.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Where the item will lie, which refers to the model's file from there; <see langword="null"/> for beside it.</param>
    public static JsonObject Make(DescribedModel model, string? path = null)
    {
        var (graph, facts, file) = model;
        var info = new FileInfo(file);
        var form = facts.Preprocessing;
        var parameters = CostReport.Of(graph, new CostOptions { InputShapes = InputShapes.Of(graph, new Dictionary<string, Shape>()) }).Parameters;
        var properties = new JsonObject
        {
            ["datetime"] = info.LastWriteTimeUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["bands"] = Bands(form),
            ["mlm:name"] = NameOf(model.Name),
            ["mlm:architecture"] = facts.Provenance.Architecture,
            ["mlm:tasks"] = Tasks(facts),
            ["mlm:framework"] = "ONNX",
            ["mlm:total_parameters"] = parameters,
            ["mlm:batch_size_suggestion"] = 1,
            ["mlm:input"] = new JsonArray([.. InputShapes.Fed(graph).Select(i => (JsonNode)Input(i, form))]),
            ["mlm:output"] = new JsonArray(Output(graph.Outputs[0], facts)),
            ["mlm:hyperparameters"] = Hyperparameters(graph, facts),
        };
        return new JsonObject
        {
            ["type"] = "Feature",
            ["stac_version"] = "1.1.0",
            ["stac_extensions"] = new JsonArray(ModelExtension, ClassExtension, FileExtension),
            ["id"] = model.Name,
            ["geometry"] = null,
            ["properties"] = properties,
            ["links"] = new JsonArray(),
            ["assets"] = new JsonObject
            {
                ["model"] = new JsonObject
                {
                    ["href"] = Reference(file, path),
                    ["type"] = "application/octet-stream; framework=onnx",
                    ["title"] = "ONNX model",
                    ["roles"] = new JsonArray("mlm:model"),
                    ["file:size"] = info.Length,
                    ["file:checksum"] = Sha256Prefix + FileChecksum.Of(file),
                    ["mlm:artifact_type"] = "onnx",
                    // STAC 1.1 allows bands in the properties only where an asset has them too.
                    ["bands"] = Bands(form),
                },
            },
        };
    }

    // Letters, digits and a few signs, a letter first, as the extension's schema asks for.
    private static string NameOf(string name)
    {
        var plain = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '-')]).Trim('-', '.', '_');
        return plain.Length > 2 && char.IsAsciiLetter(plain[0]) ? plain : $"model-{plain}".TrimEnd('-');
    }

    private static string Reference(string file, string? path)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(path ?? file))!, Path.GetFullPath(file)).Replace('\\', '/');
        var escaped = string.Join('/', relative.Split('/').Select(Uri.EscapeDataString));
        return escaped.StartsWith("..", StringComparison.Ordinal) ? escaped : "./" + escaped;
    }

    // What the extension has no word for.
    private static JsonObject Hyperparameters(Graph graph, ModelFacts facts)
    {
        var form = facts.Preprocessing;
        var entries = new JsonObject
        {
            ["tile_size"] = form.Width,
            ["task"] = ModelTasks.Id(facts.Task),
            ["answers"] = AnswerKinds.Id(AnswerKinds.Of(graph).Kind),
        };
        if (form.Matched is { } matched)
        {
            entries["images_matched_to_mean"] = matched.Mean / form.Scale;
            entries["images_matched_to_stddev"] = matched.Deviation / form.Scale;
        }

        if (facts.GroundSize is { } side)
        {
            entries["ground_sample_distance"] = side;
        }

        if (facts.Overlap is { } overlap)
        {
            entries["tile_overlap"] = overlap;
        }

        return entries;
    }

    private static JsonArray Bands(Preprocessing form) => new([.. form.Bands.Select(b => (JsonNode)new JsonObject { ["name"] = b })]);

    // The extension has no word for change detection: it is a segmentation of two dates.
    private static JsonArray Tasks(ModelFacts facts) => new(facts.Task == ModelTask.SceneClassification ? "scene-classification" : "semantic-segmentation");

    private static JsonObject Input(Value input, Preprocessing form) => new()
    {
        ["name"] = input.Name,
        ["bands"] = new JsonArray([.. form.Bands.Select(b => (JsonNode)JsonValue.Create(b))]),
        ["input"] = Tensor(input, ["batch", "bands", "height", "width"]),
        ["value_scaling"] = new JsonArray([.. form.Mean.Zip(form.StandardDeviation, (mean, deviation) => (JsonNode)new JsonObject
        {
            // In raw values: the scale is divided out.
            ["type"] = "z-score",
            ["mean"] = mean / form.Scale,
            ["stddev"] = deviation / form.Scale,
        })]),
        ["resize_type"] = null,
    };

    private static JsonObject Output(Value output, ModelFacts facts) => new()
    {
        ["name"] = output.Name,
        ["tasks"] = Tasks(facts),
        ["result"] = Tensor(output, facts.Task == ModelTask.SceneClassification ? ["batch", "class"] : ["batch", "class", "height", "width"]),
        ["classification:classes"] = new JsonArray([.. facts.Classes.Select((name, i) => (JsonNode)Class(i, name, facts))]),
    };

    private static JsonObject Class(int index, string name, ModelFacts facts)
    {
        var entry = new JsonObject
        {
            ["value"] = index,
            ["name"] = name,
            ["description"] = $"{(facts.Task == ModelTask.SceneClassification ? "Images" : "Pixels")} of the class '{name}'.",
        };
        if (facts.ClassColors.Count > 0)
        {
            entry["color_hint"] = facts.ClassColors[index].TrimStart('#').ToUpperInvariant();
        }

        return entry;
    }

    private static JsonObject Tensor(Value value, string[] axes) => new()
    {
        ["shape"] = new JsonArray(
            [.. axes.Select((_, i) => (JsonNode)JsonValue.Create(value.Shape is { } shape && i < shape.Rank && shape[i].IsKnown ? shape[i].Length : -1))]),
        ["dim_order"] = new JsonArray([.. axes.Select(a => (JsonNode)JsonValue.Create(a))]),
        ["data_type"] = "float32",
    };
}
