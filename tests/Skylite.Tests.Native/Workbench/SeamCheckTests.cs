using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Tests.Native.Torch;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Workbench;

[Collection(TorchAlone.Name)]
public sealed class SeamCheckTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    [Theory]
    [InlineData(2, "Softmax")]
    [InlineData(1, null)]
    [InlineData(1, "Sigmoid")]
    public void Seams_are_measured_on_probabilities_whatever_the_network_answers_with(int planes, string? last)
    {
        var graph = OnnxReader.Read(runs.Segmentation);
        var answer = graph.Outputs[0];
        graph.RemoveOutput(answer);
        if (planes == 1)
        {
            // The logistic function of the difference of two logits is their softmax.
            answer = graph.Apply("Conv", "difference", answer, graph.AddInitializer("yes-no", Tensor.Create<float>([-1, 1], 1, 2, 1, 1)));
        }

        graph.AddOutput(last is null ? answer : graph.Apply(last, "probabilities", answer));
        if (last == "Softmax")
        {
            graph.Outputs[0].Producer!.Attributes.Set("axis", 1L);
        }

        ShapeInference.Run(graph);
        OnnxWriter.Write(graph, runs.In($"{planes}-{last}.onnx"));

        var (expected, found) = Seams(runs.Segmentation, runs.In($"{planes}-{last}.onnx"), "single");

        Assert.Equal(expected.Mean, found.Mean, 1e-5);
        Assert.Equal(expected.Largest, found.Largest, 1e-4);
        Assert.Equal(expected.OtherClass, found.OtherClass);
    }

    [Fact]
    public void Seams_of_two_dates_in_one_input_are_those_of_two_inputs()
    {
        var graph = OnnxReader.Read(runs.Change);
        OnnxWriter.Write(DeepnessExport.Make(graph, ModelFacts.Require(graph, runs.Change), pixelSize: 1), runs.In("stacked.onnx"));

        var (expected, stacked) = Seams(runs.Change, runs.In("stacked.onnx"), "pairs");

        Assert.Equal(expected.Mean, stacked.Mean, 1e-5);
        Assert.Equal(expected.LargestCut, stacked.LargestCut, 1e-4);
    }

    private (SeamFigures First, SeamFigures Second) Seams(string first, string second, string folder)
    {
        var facts = ModelFacts.Require(OnnxReader.Read(first), first);
        using var data = (DenseData)TaskData.Open(new DataRequest(first, facts.Task, runs.Data(folder)) { Given = facts.Preprocessing });
        var seams = SeamCheck.Of([("first", first), ("second", second)], data, new RunOptions { Out = runs.In("seams"), Seed = 1 }, CancellationToken.None);
        return (seams[0], seams[1]);
    }
}
