using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Inspection;

/// <summary>What a model is made of and what it costs.</summary>
/// <param name="File">The file.</param>
/// <param name="FileBytes">Its size.</param>
/// <param name="Opset">Version of ONNX's operator set after reading.</param>
/// <param name="Inputs">Inputs with type and shape.</param>
/// <param name="Outputs">Outputs with type and shape.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="RunningStatistics">Statistics of batch normalisation, which do not count as parameters.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="PeakActivationBytes">Largest sum of activations that live at one time.</param>
/// <param name="MovedBytes">Bytes that the nodes read and write.</param>
/// <param name="MemoryAccess">Memory access cost in elements (Ma et al., 2018).</param>
/// <param name="Layers">The nodes in order.</param>
/// <param name="Facts">What the model says about itself, when Skylite wrote it.</param>
public sealed record ModelInspection(
    string File, long FileBytes, int Opset, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, long Parameters, long RunningStatistics, long Macs,
    long PeakActivationBytes, long MovedBytes, long MemoryAccess, IReadOnlyList<LayerInspection> Layers, ModelFacts? Facts)
{
    private static readonly Dictionary<string, Shape> Unstated = [];

    /// <summary>The shapes that operations and activations were counted for, where the file leaves more open than its batch; otherwise empty.</summary>
    public IReadOnlyList<string> CountedFor { get; init; } = [];

    /// <summary>Looks at a file, or at a network of the zoo, which takes no bytes on disk.</summary>
    /// <param name="model">An ONNX file or an id of the zoo.</param>
    /// <param name="side">Rows and columns of the images, for a network of the zoo; null takes its usual ones.</param>
    /// <param name="shapes">Shapes of inputs by name, where the file leaves lengths open; null or what is not named takes usual ones.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">A side is given for a file, which has its own, or is too small for the network.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model that can be read; the message says where and why.</exception>
    public static ModelInspection Of(string model, int? side = null, IReadOnlyDictionary<string, Shape>? shapes = null)
    {
        var isFile = ModelFile.Is(model);
        if (isFile && side is not null)
        {
            throw new ArgumentException($"'{model}' says itself how large its images are; --size is for networks of the zoo.");
        }

        var graph = isFile ? OnnxReader.Read(model) : Build(model, side);
        InputShapes.Open(graph, shapes ?? Unstated);
        new FoldConstants().Apply(graph);
        ShapeInference.Run(graph);
        var assumed = shapes is { Count: > 0 } || InputShapes.Fed(graph).Any(i => i.Shape is null || i.Shape.Skip(1).Any(d => !d.IsKnown))
            ? InputShapes.Of(graph, shapes ?? Unstated)
            : Unstated;
        var cost = CostReport.Of(graph, new CostOptions { InputShapes = assumed });
        return new ModelInspection(
            model, isFile ? ModelFile.Bytes(model) : 0, graph.Opset, [.. graph.Inputs.Select(v => v.ToString())], [.. graph.Outputs.Select(v => v.ToString())],
            cost.Parameters, cost.RunningStatistics, cost.Macs, cost.PeakActivationBytes, cost.MovedBytes, cost.MemoryAccess,
            [.. cost.Nodes.Select(n => new LayerInspection(
                n.Name, n.OpType, n.Outputs is [{ } shape, ..] ? shape.ToString() : "?", n.Parameters, n.Macs, n.ActivationBytes, n.MemoryAccess))],
            ModelFacts.Read(graph))
        {
            CountedFor = [.. assumed.Select(s => $"{s.Key}={s.Value}")],
        };
    }

    private static Graph Build(string model, int? side)
    {
        var usual = Zoo.Models.Find(model).Defaults with { RandomWeights = false };
        return Zoo.Models.Build(model, side is { } pixels ? usual.WithSize(pixels) : usual);
    }
}
