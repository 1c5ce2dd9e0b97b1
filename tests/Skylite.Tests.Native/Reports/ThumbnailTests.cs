using Skylite.Imagery.Synthetic;
using Skylite.Native.Gdal;
using Skylite.Workbench.Reports;

namespace Skylite.Tests.Native.Reports;

public sealed class ThumbnailTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_thumbnail_is_a_png_of_the_visible_bands(int bands)
    {
        var image = SyntheticScenes.Render(new SyntheticOptions { Width = 24, Height = 16, Bands = bands }, 0, 0);

        var png = Thumbnail.Png(image.Pixels, image.Width, image.Height, image.Bands);

        (var pixels, var width, var height, var shown) = GdalImage.Decode(png);
        Assert.Equal((24, 16, 3), (width, height, shown));
        for (var i = 0; i < 24 * 16; i++)
        {
            Assert.Equal([image.Pixels[i], image.Pixels[384 + i], image.Pixels[768 + i]], pixels[(3 * i)..((3 * i) + 3)]);
        }
    }
}
