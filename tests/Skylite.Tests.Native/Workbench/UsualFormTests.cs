using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Workbench;

/// <summary>Networks of other forms answer in the usual one with the same numbers, computed by ONNX Runtime.</summary>
public sealed class UsualFormTests : IDisposable
{
    private const int Side = 8;
    private const int Bands = 3;
    private const int Classes = 4;

    private static readonly float[] Image = [.. Enumerable.Range(0, Bands * Side * Side).Select(i => MathF.Sin(i))];

    private readonly string _root = Directory.CreateTempSubdirectory("skylite-form-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Channels_that_stand_last_are_moved(bool byExporter)
    {
        var expected = Run(Network(1), [1, Bands, Side, Side], Image);
        var graph = new Graph("last");
        var image = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("n"), Side, Side, Bands));
        var first = Transpose(graph, image, 0, 3, 1, 2);
        if (!byExporter)
        {
            // Exporters transpose the image before anything else; here something else reads it too.
            var nothing = graph.Apply("Mul", "nothing", image, graph.AddInitializer("zero", Tensor.Scalar(0f)));
            first = graph.Apply("Add", "sum", first, Transpose(graph, nothing, 0, 3, 1, 2));
        }

        graph.AddOutput(Transpose(graph, Convolve(graph, first, 1), 0, 2, 3, 1));

        var described = Described(graph, new DescribeOptions("model.onnx", "out.onnx") { ChannelsLast = true });

        Assert.Equal("image", described.Inputs[0].Name);
        Assert.Equal(Bands, described.Inputs[0].Shape![1].Length);
        Assert.Equal(byExporter, described.Nodes.All(n => n.OpType != "Transpose"));
        Assert.Equal(expected, Run(described, [1, Bands, Side, Side], Image));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Answers_whose_classes_stand_first_already_stay(bool decides)
    {
        var graph = new Graph("last-then-first");
        var image = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("n"), Side, Side, Bands));
        var answer = Convolve(graph, Transpose(graph, image, 0, 3, 1, 2), 1);
        if (decides)
        {
            answer = graph.Apply("ArgMax", "best", answer);
            answer.Producer!.Attributes.Set("axis", 1L);
        }

        graph.AddOutput(answer);

        var described = Described(graph, new DescribeOptions("model.onnx", "out.onnx") { ChannelsLast = true });

        Assert.Equal(["Conv"], described.Nodes.Select(n => n.OpType));
        Assert.Equal(Run(Network(1), [1, Bands, Side, Side], Image), Run(described, [1, Bands, Side, Side], Image));
    }

    [Fact]
    public void The_number_before_a_threshold_is_the_answer()
    {
        var graph = Network(1);
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        var probability = graph.Apply("Sigmoid", "probability", logits);
        var half = graph.AddValue("half");
        graph.AddNode("Constant", [], [half]).Attributes.Set("value", new GraphAttribute.Constant(Tensor.Scalar(0.5f)));
        graph.AddOutput(graph.Apply("Greater", "mask", probability, half));

        var described = Described(graph, new DescribeOptions("model.onnx", "out.onnx"));

        Assert.Equal(["Conv", "Sigmoid"], described.Nodes.Select(n => n.OpType));
        Assert.Equal((ElementType.Float, "mask"), (described.Outputs[0].Type, described.Outputs[0].Name));
        Assert.Equal(AnswerKind.Probabilities, AnswerKinds.Of(described).Kind);
    }

    [Fact]
    public void Answers_for_coarser_pixels_are_interpolated()
    {
        var coarse = Network(2);
        var resized = Network(2);
        var scales = resized.AddInitializer("scales", Tensor.Vector<float>(1, 1, 2, 2));
        var answer = resized.Outputs[0];
        resized.RemoveOutput(answer);
        var fine = resized.Apply("Resize", "fine", answer, null, scales);
        fine.Producer!.Attributes.Set("mode", "linear");
        resized.AddOutput(fine);

        var described = Described(coarse, new DescribeOptions("model.onnx", "out.onnx"));

        Assert.Equal(answer.Name, described.Outputs[0].Name);
        Assert.Equal(Run(resized, [1, Bands, Side, Side], Image), Run(described, [1, Bands, Side, Side], Image));
        Assert.Contains(
            "no whole number of times",
            Assert.Throws<InvalidDataException>(() => Described(Network(3), new DescribeOptions("model.onnx", "out.onnx"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_rows_and_columns_alone_is_that_of_one_class()
    {
        var graph = Network(1);
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        var one = graph.AddInitializer("one", Tensor.Scalar(1L));
        graph.AddOutput(graph.Apply("Gather", "mask", graph.Apply("Sigmoid", "probability", logits), one));
        graph.Outputs[0].Producer!.Attributes.Set("axis", 1L);
        var expected = Run(graph, [1, Bands, Side, Side], Image);

        var described = Described(graph, new DescribeOptions("model.onnx", "out.onnx") { Classes = ["nothing", "something"] });

        Assert.Equal(AnswerKind.Probabilities, AnswerKinds.Of(described).Kind);
        Assert.Equal(("mask", 4, 1), (described.Outputs[0].Name, described.Outputs[0].Shape!.Rank, described.Outputs[0].Shape![1].Length));
        Assert.Equal(expected, Run(described, [1, Bands, Side, Side], Image));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("classes")]
    public void The_numbers_before_an_ArgMax_are_the_answer_and_other_outputs_go(string? output)
    {
        var graph = Network(1);
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        var best = graph.Apply("ArgMax", "classes", logits);
        best.Producer!.Attributes.Set("axis", 1L);
        graph.AddOutput(best);
        graph.AddOutput(graph.Apply("Relu", "aux", logits));

        var described = Described(graph, new DescribeOptions("model.onnx", "out.onnx") { Output = output });

        Assert.Equal("classes", Assert.Single(described.Outputs).Name);
        Assert.Equal(["Conv"], described.Nodes.Select(n => n.OpType));
        Assert.Equal(Run(Network(1), [1, Bands, Side, Side], Image), Run(described, [1, Bands, Side, Side], Image));
        Assert.Contains(
            "classes",
            Assert.Throws<ArgumentException>(() => Described(graph, new DescribeOptions("model.onnx", "out.onnx") { Output = "class" })).Message,
            StringComparison.Ordinal);
    }

    private Graph Described(Graph graph, DescribeOptions options)
    {
        OnnxWriter.Write(graph, Path.Combine(_root, options.Model));
        options = options with
        {
            Model = Path.Combine(_root, options.Model),
            Out = Path.Combine(_root, options.Out),
            Normalization = Normalization.UnitInterval,
            Classes = options.Classes ?? [.. Enumerable.Range(0, Classes).Select(i => $"class {i}")],
            Size = options.ChannelsLast ? null : Side,
        };
        DescribeJob.Run(options);
        var described = OnnxReader.Read(options.Out);
        ModelFacts.Require(described, options.Out);
        ShapeInference.Run(described);
        return described;
    }

    private static float[] Run(Graph graph, long[] shape, float[] image)
    {
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph));
        using var input = OrtValue.CreateTensorValueFromMemory(image, shape);
        using var outputs = session.Run(new Dictionary<string, OrtValue> { ["image"] = input });
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    // A convolution with some stride: open batch and size.
    private static Graph Network(int stride)
    {
        var graph = new Graph("usual");
        var image = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("n"), Bands, Dimension.Named("h"), Dimension.Named("w")));
        graph.AddOutput(Convolve(graph, image, stride));
        return graph;
    }

    private static Value Convolve(Graph graph, Value image, int stride)
    {
        var weights = Tensor.Create<float>([.. Enumerable.Range(0, Classes * Bands * 9).Select(i => MathF.Cos(i))], Classes, Bands, 3, 3);
        var answer = graph.Apply("Conv", "logits", image, graph.AddInitializer("weights", weights));
        answer.Producer!.Attributes.Set("pads", [1L, 1, 1, 1]);
        answer.Producer!.Attributes.Set("strides", [(long)stride, stride]);
        return answer;
    }

    private static Value Transpose(Graph graph, Value value, params long[] axes)
    {
        var result = graph.Apply("Transpose", graph.FreshName("moved"), value);
        result.Producer!.Attributes.Set("perm", axes);
        return result;
    }
}
