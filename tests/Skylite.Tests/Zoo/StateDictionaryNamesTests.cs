using Skylite.Zoo;

namespace Skylite.Tests.Zoo;

/// <summary>Names and shapes as torchvision's state dictionaries have them.</summary>
public sealed class StateDictionaryNamesTests
{
    // Number of entries without num_batches_tracked, then some of them.
    [Theory]
    [InlineData("alexnet", 16, "features.10.weight [256, 256, 3, 3]", "classifier.1.weight [4096, 9216]", "classifier.6.bias [1000]")]
    [InlineData("vgg11-bn", 54, "features.25.weight [512, 512, 3, 3]", "features.26.running_var [512]", "classifier.0.weight [4096, 25088]")]
    [InlineData(
        "squeezenet1-0", 52, "features.0.weight [96, 3, 7, 7]", "features.12.expand3x3.weight [256, 64, 3, 3]", "classifier.1.weight [1000, 512, 1, 1]")]
    [InlineData("squeezenet1-1", 52, "features.0.weight [64, 3, 3, 3]", "features.12.squeeze.bias [64]", "features.3.expand1x1.weight [64, 16, 1, 1]")]
    [InlineData("resnet18", 102, "conv1.weight [64, 3, 7, 7]", "layer2.0.downsample.0.weight [128, 64, 1, 1]", "layer4.1.bn2.running_mean [512]")]
    [InlineData("resnet50", 267, "layer1.0.downsample.1.bias [256]", "layer3.5.conv3.weight [1024, 256, 1, 1]", "fc.weight [1000, 2048]")]
    [InlineData("mobilenet-v2", 262, "features.1.conv.1.weight [16, 32, 1, 1]", "features.2.conv.1.0.weight [96, 1, 3, 3]", "features.18.1.running_var [1280]")]
    public void Parameters_are_named_and_shaped_as_in_PyTorch(string id, int count, params string[] some)
    {
        var entries = Models.Build(id, new() { RandomWeights = false }).Initializers.Where(v => v.Constant!.Rank > 0)
            .Select(v => $"{v.Name} {v.Shape}").ToHashSet();

        Assert.Equal(count, entries.Count);
        Assert.Subset(entries, some.ToHashSet());
    }
}
