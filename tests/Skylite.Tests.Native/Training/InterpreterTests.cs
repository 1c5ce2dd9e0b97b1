using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Training;

public sealed class InterpreterTests
{
    [Theory]
    [InlineData("lenet", 32, 3)]
    [InlineData("alexnet", 64, 3)]
    [InlineData("vgg11-bn", 32, 3)]
    [InlineData("squeezenet1-1", 64, 3)]
    [InlineData("resnet18", 64, 3)]
    [InlineData("resnet50", 32, 3)]
    [InlineData("mobilenet-v2", 64, 3)]
    public void Zoo_networks_compute_what_onnx_runtime_computes(string model, int side, int channels)
    {
        var graph = Models.Build(model, new ModelOptions { Classes = 7, InputChannels = channels }.WithSize(side));

        OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { [graph.Inputs[0].Name] = OrtOracle.Noise(1, 2, channels, side, side) });
    }
}
