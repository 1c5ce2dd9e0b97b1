using Skylite.Imagery;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Models;

namespace Skylite.Tests.Workbench;

public sealed class JsonDefaultsTests
{
    [Fact]
    public void A_preprocessing_that_leaves_fields_out_has_their_defaults()
    {
        var read = Preprocessing.FromJson("""{"bands":["red"],"mean":[0.5],"standardDeviation":[0.2],"height":4,"width":5}""");
        Assert.Equal((1f / 255f, "unit-interval", 4, 5), (read.Scale, read.Units, read.Height, read.Width));
        Assert.Throws<InvalidDataException>(() => Preprocessing.FromJson("""{"bands":["red"],"mean":[0.5],"standardDeviation":[0.2],"height":4}"""));
    }

    [Fact]
    public void A_provenance_that_leaves_fields_out_has_their_defaults()
    {
        var read = Provenance.Parse("""{"split":{"seed":4}}""", "net");
        Assert.Equal(("net", "scene-classification"), (read.Architecture, read.Task));
        Assert.Equal(new SplitOptions { Seed = 4 }, read.Split);
        Assert.Empty(read.Steps);
    }
}
