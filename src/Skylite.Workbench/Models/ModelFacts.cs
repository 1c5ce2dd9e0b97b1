using System.Globalization;
using System.Text.Json;
using Skylite.Graphs;
using Skylite.Imagery;
using Skylite.Imagery.Tiling;
using Skylite.Inference;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Models;

/// <summary>What a Skylite model says about itself in its ONNX metadata: preprocessing, classes, provenance.</summary>
/// <param name="Preprocessing">How raw pixels become the input.</param>
/// <param name="Classes">Names of the classes in the order of the outputs.</param>
/// <param name="Provenance">Where the model comes from.</param>
public sealed record ModelFacts(Preprocessing Preprocessing, IReadOnlyList<string> Classes, Provenance Provenance)
{
    /// <summary>Name of the ONNX metadata entry that holds what the model does; a model without it classifies scenes.</summary>
    public const string TaskKey = "skylite.task";

    /// <summary>Name of the ONNX metadata entry that holds the colours of the classes in maps: a JSON list of <c>#rrggbb</c>.</summary>
    public const string ClassColorsKey = "skylite.class-colors";

    /// <summary>Name of the ONNX metadata entry that holds the pixel values of the classes in maps: a JSON list of numbers, 0 to 254.</summary>
    public const string ClassValuesKey = "skylite.class-values";

    /// <summary>Name of the ONNX metadata entry that holds by which share of their side tiles should overlap in whole scenes.</summary>
    public const string OverlapKey = "skylite.overlap";

    /// <summary>Name of the ONNX metadata entry that holds the side of the training imagery's pixels on the ground in metres.</summary>
    public const string GroundSizeKey = "skylite.ground-size";

    /// <summary>What the model does.</summary>
    public ModelTask Task { get; init; }

    /// <summary>The colour of each class in maps as <c>#rrggbb</c>, in the order of <see cref="Classes"/>; empty where none were chosen.</summary>
    public IReadOnlyList<string> ClassColors { get; init; } = [];

    /// <summary>The pixel value of each class in maps, as in the masks that were learnt from; empty where they count from 0.</summary>
    public IReadOnlyList<int> ClassValues { get; init; } = [];

    /// <summary>By which share of their side tiles should overlap in whole scenes, 0 to 0.9; null where the model does not say, or classifies scenes.</summary>
    public double? Overlap { get; init; }

    /// <summary>Side of the training imagery's pixels on the ground in metres; null where the imagery or the model does not say.</summary>
    public double? GroundSize { get; init; }

    /// <summary>Whether Skylite never trained it: what it says of itself was said by a user, and it may need fitting before it can be trained.</summary>
    public bool IsFromElsewhere => Provenance is { Dataset: null, SplitChecksum: null };

    /// <summary>The facts of a model for some labelled data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="provenance">Where the model comes from.</param>
    public static ModelFacts Of(ITaskData data, Provenance provenance) =>
        new(data.Preprocessing, data.Facts.Classes, provenance)
        {
            Task = data.Facts.Task,
            ClassColors = data.Facts.ClassColors,
            ClassValues = data.Facts.ClassValues,
            Overlap = data.Facts.Task == ModelTask.SceneClassification ? null : TileAxis.UsualOverlap,
            GroundSize = data.Facts.GroundSize,
        };

    /// <summary>Puts the facts into a graph's metadata.</summary>
    public void WriteTo(Graph graph)
    {
        graph.Metadata[Preprocessing.MetadataKey] = Preprocessing.ToJson();
        graph.Metadata[ModelSession.ClassesKey] = JsonSerializer.Serialize([.. Classes], WorkbenchJson.Compact.StringArray);
        graph.Metadata[Provenance.MetadataKey] = JsonSerializer.Serialize(Provenance, WorkbenchJson.Compact.Provenance);
        graph.Metadata[TaskKey] = ModelTasks.Id(Task);
        if (ClassColors.Count > 0)
        {
            graph.Metadata[ClassColorsKey] = JsonSerializer.Serialize([.. ClassColors], WorkbenchJson.Compact.StringArray);
        }

        if (ClassValues.Count > 0)
        {
            graph.Metadata[ClassValuesKey] = JsonSerializer.Serialize([.. ClassValues], WorkbenchJson.Compact.Int32Array);
        }

        if (Overlap is { } overlap)
        {
            graph.Metadata[OverlapKey] = overlap.ToString("R", CultureInfo.InvariantCulture);
        }

        if (GroundSize is { } side)
        {
            graph.Metadata[GroundSizeKey] = side.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads the facts from a graph's metadata, or <see langword="null"/> when the model was not written by Skylite.</summary>
    /// <exception cref="InvalidDataException">An entry is there but cannot be read.</exception>
    public static ModelFacts? Read(Graph graph)
    {
        if (!graph.Metadata.TryGetValue(Preprocessing.MetadataKey, out var preprocessing)
            || !graph.Metadata.TryGetValue(ModelSession.ClassesKey, out var classes))
        {
            return null;
        }

        try
        {
            var provenance = graph.Metadata.TryGetValue(Provenance.MetadataKey, out var text)
                ? Provenance.Parse(text, graph.Name)
                : null;
            var form = Preprocessing.FromJson(preprocessing);
            var task = graph.Metadata.TryGetValue(TaskKey, out var id) ? ModelTasks.Find(id) : default;
            return new ModelFacts(
                form,
                JsonSerializer.Deserialize(classes, WorkbenchJson.Compact.StringArray) ?? [],
                AsDrawn(provenance ?? new Provenance { Architecture = graph.Name }, task, form))
            {
                Task = task,
                ClassColors = graph.Metadata.TryGetValue(ClassColorsKey, out var colors)
                    ? JsonSerializer.Deserialize(colors, WorkbenchJson.Compact.StringArray) ?? []
                    : [],
                ClassValues = graph.Metadata.TryGetValue(ClassValuesKey, out var values)
                    ? JsonSerializer.Deserialize(values, WorkbenchJson.Compact.Int32Array) ?? []
                    : [],
                Overlap = graph.Metadata.TryGetValue(OverlapKey, out var overlap) ? Share(overlap) : null,
                GroundSize = graph.Metadata.TryGetValue(GroundSizeKey, out var side) ? Metres(side) : null,
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The metadata of the model '{graph.Name}' cannot be read: {e.Message}", e);
        }
    }

    // Earlier versions cut rasters into blocks of the input's size, kept tiles together by the beginning of their names, and did not write that down.
    private static Provenance AsDrawn(Provenance provenance, ModelTask task, Preprocessing form) =>
        task != ModelTask.SceneClassification && provenance.Split is { } split
            ? provenance with { Split = split with { BlockSide = split.BlockSide ?? form.Width, Grouping = split.Grouping ?? 1 } }
            : provenance;

    private static double Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            ? TileAxis.RequireOverlap(share, $"'{OverlapKey}'")
            : throw new ArgumentException($"'{OverlapKey}' is a number, not '{text}'.");

    private static double Metres(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var side) && side > 0 && double.IsFinite(side)
            ? side
            : throw new ArgumentException($"'{GroundSizeKey}' is a length in metres, not '{text}'.");

    /// <summary>Reads the facts of a model that must have them.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="file">Its file, for the error.</param>
    /// <exception cref="InvalidDataException">The model was not written by Skylite, or an entry cannot be read.</exception>
    public static ModelFacts Require(Graph graph, string file) => Read(graph) ?? throw new InvalidDataException(
        $"'{file}' does not say how its input is normalised and what its classes are: it was not written by Skylite. "
        + $"If you know, say it: skylite describe {file} --out DESCRIBED.onnx. Or fine-tune it: skylite train --model {file} --data DIR --out RUN");
}
