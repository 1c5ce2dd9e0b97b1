using System.Globalization;
using Skylite.Tests.Native.Dense;
using Skylite.Workbench.Datasets;

namespace Skylite.Tests.Native.Datasets;

/// <summary>Images and masks in folders of any names, which pass for two classes of scenes.</summary>
public sealed class MasksAmongClassesTests
{
    [Theory]
    [InlineData("image_RGB", "label_5classes", "tile{0}", "other{0}", true)]
    [InlineData("pictures", "roofsGT", "tile{0}", "other{0}", true)]
    [InlineData("pictures", "roofs", "site-{0}-x", "site-{0}-x_label", true)]
    [InlineData("pictures", "roofs", "{0}", "{0}", true)]
    [InlineData("masked", "gtx", "tile{0}", "other{0}", false)]
    public void Folders_that_look_like_images_and_masks_are_a_problem(string images, string masks, string image, string mask, bool isProblem)
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 8; i++)
        {
            folder.Write($"{images}/{string.Format(CultureInfo.InvariantCulture, image, i)}.png", 20, 16, 3, (x, y, c) => (byte)((9 * x) + y + c + i));
            folder.Write($"{masks}/{string.Format(CultureInfo.InvariantCulture, mask, i)}.png", 20, 16, 3, (x, _, c) => (byte)(x < 9 + i ? 90 * c : 0));
        }

        var data = DatasetInspector.Inspect(folder.Root);

        Assert.Equal("scene-classification", data.Task);
        Assert.Equal(isProblem, data.Problems.Any(p => p.StartsWith("1 × the folders look like images and masks", StringComparison.Ordinal)));
        Assert.Equal(isProblem, data.Problems.Any(p => p.Contains("folders.json", StringComparison.Ordinal)));
    }

    [Fact]
    public void Classes_whose_images_are_numbered_are_classes()
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 8; i++)
        {
            folder.Write($"fields/{i:000}.png", 20, 16, 3, (x, y, c) => (byte)((9 * x) + y + c + i));
            folder.Write($"woods/{i:000}.png", 20, 16, 3, (x, y, c) => (byte)((7 * x) + (3 * y) + c + i));
        }

        Assert.Empty(DatasetInspector.Inspect(folder.Root).Problems);
    }
}
