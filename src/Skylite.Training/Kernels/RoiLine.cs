namespace Skylite.Training.Kernels;

/// <summary>A sample along one axis of an image: the two neighbours it lies between and their weights, both 0 outside the image.</summary>
internal readonly record struct RoiLine(int Low, int High, float LowWeight, float HighWeight)
{
    public static RoiLine At(float position, int length)
    {
        if (position < -1 || position > length)
        {
            return default;
        }

        position = Math.Max(position, 0);
        var low = (int)position;
        return low >= length - 1
            ? new RoiLine(length - 1, length - 1, 1, 0)
            : new RoiLine(low, low + 1, 1 - (position - low), position - low);
    }
}
