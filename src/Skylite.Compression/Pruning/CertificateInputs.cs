using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>Makes inputs for a certificate when there is no imagery at hand.</summary>
public static class CertificateInputs
{
    /// <summary>Normally distributed noise in the shapes of a graph's inputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="count">How many inputs.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="side">Length of axes that the graph leaves open, except for the first, which becomes 1.</param>
    /// <exception cref="InvalidDataException">An input has no shape or is not of 32-bit floats.</exception>
    public static IReadOnlyList<IReadOnlyList<Tensor>> Noise(Graph graph, int count, int seed, int side = 64)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (IReadOnlyList<Tensor>)[.. graph.Inputs.Select(i => Noise(i, random, side))])];
    }

    private static Tensor Noise(Value input, Random random, int side)
    {
        if (input.Shape is not { } shape || input.Type != ElementType.Float)
        {
            throw new InvalidDataException($"Graph input '{input.Name}' is {input}; noise is made for 32-bit floats of known rank only. Give the certificate real inputs.");
        }

        long[] dimensions = [.. shape.Select((d, axis) => d.IsKnown ? d.Length : axis == 0 ? 1 : side)];
        var values = new float[Shape.Of(dimensions).ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            // Box and Muller 1958.
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return Tensor.Create(values, dimensions);
    }
}
