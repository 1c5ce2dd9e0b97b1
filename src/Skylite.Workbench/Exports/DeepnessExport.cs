using System.Globalization;
using System.Text.Json.Nodes;
using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Imagery;
using Skylite.Imagery.Tiling;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Workbench.Exports;

/// <summary>Makes a model that the QGIS plugin Deepness runs: one input of a fixed square size, probabilities as output, its metadata keys.</summary>
/// <remarks>Deepness divides pixels by 255 before it normalises, and reads the tile size under one name while it documents another; both are written.</remarks>
public static class DeepnessExport
{
    private const double ByteRange = 255;
    private const double AssumedPixel = 1;

    /// <summary>Makes the graph; the given one stays as it is.</summary>
    /// <param name="model">A model of segmentation or change detection.</param>
    /// <param name="facts">What it says about itself.</param>
    /// <param name="pixelSize">Ground size of a pixel in metres.</param>
    /// <exception cref="InvalidDataException">The model is a scene classifier, or its tiles are not square.</exception>
    public static Graph Make(Graph model, ModelFacts facts, double pixelSize)
    {
        if (facts.Task == ModelTask.SceneClassification)
        {
            throw new InvalidDataException("Deepness draws one class for each pixel; a scene classifier cannot be exported to it.");
        }

        var form = facts.Preprocessing;
        if (form.Height != form.Width)
        {
            throw new InvalidDataException($"Deepness takes square tiles; this model's are {form.Height} × {form.Width}.");
        }

        if (form.Matched is not null)
        {
            throw new InvalidDataException(
                "The model brings every image to the training's mean and deviation first "
                + "(--match-images), which Deepness cannot do. Train one without for it.");
        }

        var graph = model.Clone();
        Stack(graph, form);
        InputShapes.Fix(graph, new Dictionary<string, Shape> { [graph.Inputs[0].Name] = new Shape(1, graph.Inputs[0].Shape![1], form.Height, form.Width) });
        Soften(graph);
        ShapeInference.Run(graph);
        var isSingle = graph.Outputs[0].Shape is { Rank: 4 } answer && answer[1].IsKnown && answer[1].Length == 1;
        foreach (var (key, value) in Entries(facts, pixelSize, isSingle))
        {
            graph.Metadata[key] = value.ToJsonString();
        }

        return graph;
    }

    /// <summary>The ground size of a pixel that the plugin resamples to.</summary>
    /// <param name="facts">What the model says about itself.</param>
    /// <param name="stated">What the user says, in metres; null takes what the model says.</param>
    /// <returns>Metres, and what to know of a size that is only assumed.</returns>
    /// <exception cref="ArgumentException">The stated size is no length.</exception>
    public static (double Size, string? Note) PixelSize(ModelFacts facts, double? stated) => (stated, facts.GroundSize) switch
    {
        ({ } size, _) => size > 0 && double.IsFinite(size)
            ? (size, null)
            : throw new ArgumentException(Invariant($"--pixel-size is a length in metres above 0, not {size}.")),
        (_, { } known) => (known, null),
        _ => (AssumedPixel,
            "the model does not say how large the pixels were that it was trained on: "
            + Invariant($"{AssumedPixel} m is assumed, which Deepness resamples to; say it with --pixel-size METRES")),
    };

    // Two dates become the bands of one image: the first date's, then the second's.
    private static void Stack(Graph graph, Preprocessing form)
    {
        var dates = InputShapes.Fed(graph).ToArray();
        if (dates.Length == 1)
        {
            return;
        }

        var bands = form.Bands.Count;
        var both = graph.AddInput(graph.FreshName("image"), ElementType.Float, new Shape(Dimension.Named("batch"), 2 * bands, form.Height, form.Width));
        var lengths = graph.AddInitializer(graph.FreshName("bands"), Tensor.Vector<long>(bands, bands));
        var parts = dates.Select(d => graph.AddValue(graph.FreshName(d.Name + ".part"))).ToArray();
        graph.AddNode("Split", [both, lengths], parts, "dates", graph.Nodes[0]).Attributes.Set("axis", 1L);
        for (var i = 0; i < dates.Length; i++)
        {
            graph.ReplaceUses(dates[i], parts[i]);
            graph.RemoveInput(dates[i]);
        }
    }

    private static void Soften(Graph graph)
    {
        var output = graph.Outputs[0];
        var (answers, _) = AnswerKinds.Of(graph);
        graph.Metadata[AnswerKinds.MetadataKey] = AnswerKinds.Id(AnswerKind.Probabilities);
        foreach (var side in graph.Outputs.ToArray())
        {
            graph.RemoveOutput(side);
        }

        if (answers == AnswerKind.Probabilities)
        {
            graph.AddOutput(output);
            return;
        }

        var isSingle = output.Shape is { Rank: 4 } shape && shape[1].IsKnown && shape[1].Length == 1;
        var probabilities = graph.Apply(isSingle ? "Sigmoid" : "Softmax", graph.FreshName("probabilities"), output);
        if (!isSingle)
        {
            probabilities.Producer!.Attributes.Set("axis", 1L);
        }

        graph.AddOutput(probabilities);
    }

    private static Dictionary<string, JsonNode> Entries(ModelFacts facts, double pixelSize, bool isSingle)
    {
        var form = facts.Preprocessing;
        var dates = facts.Task == ModelTask.ChangeDetection ? 2 : 1;
        var range = ByteRange * form.Scale;
        JsonNode List(IEnumerable<float> values) =>
            new JsonArray(
                [.. Enumerable.Repeat(values.Select(v => Math.Round(v / range, 8)), dates).SelectMany(v => v).Select(v => (JsonNode)JsonValue.Create(v))]);

        return new Dictionary<string, JsonNode>
        {
            ["model_type"] = "Segmentor",
            ["class_names"] = new JsonObject(facts.Classes.Select((c, i) => KeyValuePair.Create(
                i.ToString(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(c)))),
            ["resolution"] = 100 * pixelSize,
            ["tile_size"] = form.Width,
            ["tiles_size"] = form.Width,
            ["tiles_overlap"] = 100 * (facts.Overlap ?? TileAxis.UsualOverlap),
            ["standardization_mean"] = List(form.Mean),
            ["standardization_std"] = List(form.StandardDeviation),
            // Of several outputs the most probable one is drawn; of a single one, all that is not below this.
            ["seg_thresh"] = isSingle ? 0.5 : 0.0,
            ["seg_small_segment"] = 0,
        };
    }
}
