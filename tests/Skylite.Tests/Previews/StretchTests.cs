using Skylite.Workbench.Previews;

namespace Skylite.Tests.Previews;

public sealed class StretchTests
{
    [Theory]
    [InlineData("blue,green,red,nir", 2, 1, 0)]
    [InlineData("B02,B03,B04,B08", 2, 1, 0)]
    [InlineData("B1,B2,B3,B4", 3, 2, 1)]
    [InlineData("vv,vh,dem", 0, 1, 2)]
    [InlineData("vv,vh", 0)]
    public void Bands_that_the_eye_knows_are_shown(string bands, params int[] shown)
    {
        var names = bands.Split(',');

        Assert.Equal(shown, Stretch.Of(names, new float[names.Length], 1, isByte: true, noData: null).Bands);
    }
}
