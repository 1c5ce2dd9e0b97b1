using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.FineTuning;

/// <summary>Runs a graph once on noise, so that a size or batch it cannot take is found before data is read for it.</summary>
public static class InterpreterCheck
{
    // Two dates of the same noise would not show that one of them is not read.
    private const int NextDate = 1000;

    /// <summary>The first output of a graph on seeded noise.</summary>
    /// <param name="graph">A graph whose inputs are images, of known size.</param>
    /// <param name="batch">Images.</param>
    /// <exception cref="InvalidOperationException">A node failed; the message names it.</exception>
    public static float[] Run(Graph graph, int batch = 1)
    {
        using var interpreter = new Interpreter(graph);
        return Run(interpreter, batch, 0);
    }

    /// <summary>The first output of an interpreter's graph on seeded noise.</summary>
    /// <param name="interpreter">The interpreter.</param>
    /// <param name="batch">Images.</param>
    /// <param name="first">Number of the first image: each has noise of its own, at each date.</param>
    internal static float[] Run(Interpreter interpreter, int batch, int first)
    {
        using var scope = new TensorScope();
        TorchTensor[] images =
            [.. interpreter.Graph.Inputs.Where(i => i.Constant is null).Select((input, date) => Noise(input.KnownShape, batch, first + (date * NextDate)))];
        return interpreter.Run(images, [interpreter.Graph.Outputs[0].Name], RunMode.Evaluate)[0].ToArray<float>();
    }

    private static TorchTensor Noise(Shape shape, int batch, int first)
    {
        long[] dimensions = [batch, .. Enumerable.Range(1, shape.Rank - 1).Select(i => shape[i].Length)];
        var image = dimensions[1..].Aggregate(1L, (a, b) => a * b);
        var values = new float[batch * image];
        for (var i = 0; i < batch; i++)
        {
            var random = new Random(first + i);
            foreach (ref var value in values.AsSpan((int)(i * image), (int)image))
            {
                value = (float)((random.NextDouble() * 2) - 1);
            }
        }

        return TorchTensor.From<float>(values, dimensions);
    }
}
