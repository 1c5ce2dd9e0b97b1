using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.Native.Zoo;

public sealed class ZooInOnnxRuntimeTests
{
    public static TheoryData<string> Ids => [.. Models.All.Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_value_has_the_shape_that_the_builder_gave_it(string id)
    {
        var graph = Models.Build(id, new() { Classes = 7, InputChannels = 4, Height = 64, Width = 97, WidthMultiplier = 0.25 });
        foreach (var value in graph.Nodes.Select(n => n.Output(0)).Where(v => !graph.IsOutput(v)))
        {
            graph.AddOutput(value);
        }

        var expected = graph.Outputs.ToDictionary(v => v.Name, v => v.Shape!.With(0, 2).ToLengths());
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
        using var results = Run(session, [2, 4, 64, 97]);

        Assert.Equal(expected.Keys.Order(), results.Names.Order());
        Assert.All(results.Names, name => Assert.Equal(expected[name], results[name].Shape));
        Assert.All(results["logits"].GetTensorDataAsSpan<float>().ToArray(), v => Assert.True(float.IsFinite(v)));
    }

    [Theory]
    [InlineData(2, 9, 7)]
    [InlineData(1, 3, 6)]
    [InlineData(14, 10, 7)]
    [InlineData(20, 5, 6)]
    public void Adaptive_pooling_gives_the_means_of_its_cells(int height, int width, int side)
    {
        var graph = new Graph("pool");
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 3, height, width));
        graph.AddOutput(new NetworkBuilder(graph, new ModelOptions()).AdaptiveAveragePool("avgpool", input, side));
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
        using var results = Run(session, [2, 3, height, width]);

        var image = Image(2 * 3 * height * width);
        var actual = results[0].GetTensorDataAsSpan<float>();
        for (var plane = 0; plane < 6; plane++)
        {
            for (var cell = 0; cell < side * side; cell++)
            {
                var (rows, columns) = (Span(cell / side, height, side), Span(cell % side, width, side));
                var mean = rows.Average(r => columns.Average(c => (double)image[(plane * height * width) + (r * width) + c]));
                Assert.Equal(mean, actual[(plane * side * side) + cell], 1e-6);
            }
        }
    }

    private static int[] Span(int cell, int length, int side)
    {
        var (start, end) = ((int)Math.Floor(cell * (double)length / side), (int)Math.Ceiling((cell + 1) * (double)length / side));
        return [.. Enumerable.Range(start, end - start)];
    }

    private static OrtOutputs Run(InferenceSession session, long[] shape)
    {
        using var x = OrtValue.CreateTensorValueFromMemory(Image((int)shape.Aggregate((a, b) => a * b)), shape);
        return session.Run(session.Inputs.ToDictionary(i => i.Name, _ => x));
    }

    private static float[] Image(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
    }
}
