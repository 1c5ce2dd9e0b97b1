using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Who does not say how large crops are gets such as the images can fill.</summary>
public sealed class UsualSideTests
{
    [Theory]
    [InlineData(20, 20, 32)]
    [InlineData(64, 64, 64)]
    [InlineData(300, 100, 64)]
    [InlineData(260, 256, 256)]
    public void Crops_are_no_larger_than_most_images(int width, int height, int side)
    {
        using var folder = new SmallRasters();
        for (var i = 0; i < 10; i++)
        {
            var isOdd = i == 0;
            folder.Write($"images/{i}.png", isOdd ? 16 : width, isOdd ? 16 : height, 3, (x, y, _) => (byte)((7 * x) + y + i));
            folder.Write($"masks/{i}.png", isOdd ? 16 : width, isOdd ? 16 : height, 1, (x, _, _) => (byte)(x & 1));
        }

        using var data = DenseData.Open(new DataOptions { Directory = folder.Root }, given: null, needsSurvey: true);

        Assert.Equal((side, side), (data.Preprocessing.Height, data.Preprocessing.Width));
    }
}
