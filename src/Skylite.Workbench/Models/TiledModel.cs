using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Inference;

namespace Skylite.Workbench.Models;

/// <summary>A model file for square tiles of another size than it was written for; dispose it when its sessions are open and their answers are known.</summary>
public sealed class TiledModel : IDisposable
{
    // What strides of networks for images usually divide.
    private const int UsualStride = 32;

    private readonly GraphModel? _graph;

    private TiledModel(ModelSource source, GraphModel? graph) => (Source, _graph) = (source, graph);

    /// <summary>The model.</summary>
    public ModelSource Source { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="side">Side of the tiles in pixels; <see langword="null"/> leaves the file as it is.</param>
    /// <exception cref="InvalidDataException">Its layers do not take such tiles.</exception>
    public static TiledModel Of(string file, int? side)
    {
        if (side is null)
        {
            return new TiledModel(ModelSource.FromFile(file), null);
        }

        var graph = new GraphModel(Enlarged(OnnxReader.Read(file), side.Value, file), file);
        return new TiledModel(graph.Source, graph);
    }

    /// <summary>A graph whose images have another size: weights stay, shapes are inferred anew.</summary>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="side">Side of the images in pixels.</param>
    /// <param name="file">Its file, for errors.</param>
    /// <returns>The graph itself where it takes such images as it is.</returns>
    /// <exception cref="InvalidDataException">Its layers do not take such images, or answer with another size than theirs.</exception>
    public static Graph Enlarged(Graph graph, int side, string file)
    {
        if (InputShapes.Fed(graph).All(input => Axes(input).All(length => !length.IsKnown || length.Length == side)))
        {
            return graph;
        }

        var wasDense = IsDense(graph.Outputs[0], InputShapes.Fed(graph).First());
        var sized = graph.Clone();
        foreach (var input in InputShapes.Fed(sized).Where(i => i.Shape is { Rank: 4 }))
        {
            input.Shape = new Shape(input.Shape![0], input.Shape[1], side, side);
        }

        try
        {
            ShapeInference.Run(sized);
        }
        catch (InvalidDataException e)
        {
            throw Refused(file, side, e.Message, e);
        }

        return !wasDense || IsDense(sized.Outputs[0], InputShapes.Fed(sized).First())
            ? sized
            : throw Refused(file, side, $"It then answers with {sized.Outputs[0].Shape}.", null);
    }

    /// <inheritdoc/>
    public void Dispose() => _graph?.Dispose();

    private static InvalidDataException Refused(string file, int side, string why, Exception? inner) => new(
        $"'{file}' cannot be run over tiles of {side} pixels. {why} "
        + (side % UsualStride > 0
            ? Invariant($"Try a size that its strides divide, such as --tile {side + UsualStride - (side % UsualStride)}.")
            : "Its layers were written for one size: leave --tile out."),
        inner);

    private static bool IsDense(Value output, Value input) => Axes(output) is [{ IsKnown: true }, ..] lengths && lengths.SequenceEqual(Axes(input));

    private static Dimension[] Axes(Value image) => image.Shape is { Rank: 4 } shape ? [shape[2], shape[3]] : [];
}
