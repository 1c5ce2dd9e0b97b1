using Skylite.Graphs;

namespace Skylite.Tests.Graphs;

public sealed class NearestNamesTests
{
    private static readonly string[] Known = ["resnet18", "resnet34", "vgg11", "vgg11-bn", "lenet", "mobilenet-v2"];

    [Theory]
    [InlineData("resnet81", "resnet18")]
    [InlineData("ResNet18", "resnet18")]
    [InlineData("mobilenetv2", "mobilenet-v2")]
    [InlineData("mobilenet", "mobilenet-v2")]
    [InlineData("vgg11bn", "vgg11-bn")]
    [InlineData("lenet5", "lenet")]
    public void The_name_that_was_meant_comes_first(string typed, string meant) =>
        Assert.Equal(meant, NearestNames.Of(typed, Known)[0]);

    [Fact]
    public void Nothing_is_near_to_nonsense()
    {
        Assert.Empty(NearestNames.Of("xyzzyplugh", Known));
        Assert.Equal(
            "There is no model named 'xyzzyplugh'. There are: resnet18, resnet34, vgg11, vgg11-bn, lenet, mobilenet-v2.",
            NearestNames.Describe("model", "xyzzyplugh", Known));
    }

    [Fact]
    public void A_message_names_at_most_three() =>
        Assert.Equal("There is no model named 'resnet'. Did you mean resnet18 or resnet34 or lenet?", NearestNames.Describe("model", "resnet", Known));
}
