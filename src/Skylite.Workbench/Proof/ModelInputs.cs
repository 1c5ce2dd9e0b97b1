using System.Runtime.InteropServices;
using Skylite.Graphs;

namespace Skylite.Workbench.Proof;

/// <summary>Makes inputs to try a model on when there is no imagery at hand: normal noise for floats, small numbers for integers.</summary>
public static class ModelInputs
{
    /// <summary>Seeded inputs for a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Whole shapes of its inputs by name.</param>
    /// <param name="count">How many inputs to make.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <exception cref="InvalidDataException">An input is of a type that no noise is made for.</exception>
    public static IReadOnlyList<IReadOnlyList<Tensor>> Noise(Graph graph, IReadOnlyDictionary<string, Shape> shapes, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count)
            .Select(_ => (IReadOnlyList<Tensor>)[.. graph.Inputs.Where(i => i.Constant is null).Select(i => Noise(i, shapes[i.Name].ToLengths(), random))])];
    }

    private static Tensor Noise(Value input, long[] lengths, Random random)
    {
        var count = checked((int)Shape.Of(lengths).ElementCount);
        return input.Type switch
        {
            ElementType.Float => Make(count, () => (float)Normal(random), lengths),
            ElementType.Double => Make(count, () => Normal(random), lengths),
            ElementType.Float16 => Make(count, () => (Half)Normal(random), lengths),
            ElementType.UInt8 => Make(count, () => (byte)random.Next(256), lengths),
            ElementType.Int8 => Make(count, () => (sbyte)random.Next(-128, 128), lengths),
            ElementType.Int32 => Make(count, () => random.Next(2), lengths),
            ElementType.Int64 => Make(count, () => random.NextInt64(2), lengths),
            ElementType.Bool => new Tensor(ElementType.Bool, lengths, MemoryMarshal.AsBytes<bool>(Values(count, () => random.Next(2) == 1)).ToArray()),
            _ => throw new InvalidDataException(
                $"The input '{input}' is of a type that Skylite makes no noise for: floats, 8-bit, 32-bit and 64-bit integers and truth values can be tried."),
        };
    }

    private static Tensor Make<T>(int count, Func<T> next, long[] lengths)
        where T : unmanaged => Tensor.Create<T>(Values(count, next), lengths);

    private static T[] Values<T>(int count, Func<T> next)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = next();
        }

        return values;
    }

    // Box and Muller 1958.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
