using Skylite.Graphs;
using Skylite.Graphs.Passes;

namespace Skylite.Training.FineTuning;

/// <summary>Frees the batch of a network that was exported for single images, and proves that images of one batch do not touch each other.</summary>
public static class BatchFreedom
{
    private const int Images = 3;
    private const double Tolerance = 1e-4;

    /// <summary>A copy of a graph whose batch is free.</summary>
    /// <param name="graph">A graph whose inputs are images in batches of 1.</param>
    /// <exception cref="InvalidDataException">
    /// The graph computes something else for images of one batch than for each alone, or does not run; the message says where.
    /// </exception>
    public static Graph Give(Graph graph)
    {
        var copy = graph.Clone();
        try
        {
            new FreeBatch().Apply(copy);
            using var single = new Interpreter(graph);
            using var free = new Interpreter(copy);
            var together = InterpreterCheck.Run(free, Images, 0);
            var alone = Enumerable.Range(0, Images).SelectMany(i => InterpreterCheck.Run(single, 1, i)).ToArray();
            var scale = alone.Max(Math.Abs);
            if (together.Length != alone.Length || together.Zip(alone).Any(p => !(Math.Abs(p.First - p.Second) <= Tolerance * scale)))
            {
                throw new InvalidDataException("images of one batch do not give what they give alone.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException(
                "Its export fixes the batch at 1, and it cannot be freed: "
                + $"{e.Message} Export the model again with a dynamic batch axis (PyTorch: dynamic_axes).",
                e);
        }

        return copy;
    }
}
