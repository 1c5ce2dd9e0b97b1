using Skylite.Graphs;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Tests.Native.OnnxRuntime;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

public sealed class PixelEvaluationTests(PixelRuns runs) : IClassFixture<PixelRuns>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Answers_that_are_not_numbers_are_no_class(int broken)
    {
        var graph = new Graph("broken");
        var x = graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 16, 16));
        var weights = new float[6];
        weights[3 * broken] = float.NaN;
        graph.AddOutput(graph.Apply("Conv", "logits", x, graph.AddInitializer("weights", Tensor.Create<float>(weights, 2, 3, 1, 1))));
        graph.Outputs[0].Type = ElementType.Float;
        using var model = new ModelSession(ModelSource.FromBytes(graph.Bytes(), "broken.onnx"));
        using var data = TaskData.Open(new DataRequest("broken.onnx", ModelTask.SemanticSegmentation, runs.Data("single") with { Size = 16 }));

        var error = Assert.Throws<InvalidDataException>(() => PixelEvaluation.Run(model, data.Batches(SplitPart.Test, 2), data.Facts));

        Assert.Contains("'broken.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"class {broken} of pixel (0, 0)", error.Message, StringComparison.Ordinal);
    }
}
