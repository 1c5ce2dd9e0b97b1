namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpUpsampleNearest2d = TorchOperator.Find("upsample_nearest2d");
    private static readonly TorchOperator OpUpsampleBilinear2d = TorchOperator.Find("upsample_bilinear2d");
    private static readonly TorchOperator OpUpsampleBicubic2d = TorchOperator.Find("upsample_bicubic2d");
    private static readonly TorchOperator OpGridSample = TorchOperator.Find("grid_sampler");

    /// <summary>N×C×H×W at another height and width; nearest by rounding down. Scales, if given, define the coordinates.</summary>
    public static TorchTensor UpsampleNearest2d(TorchTensor x, ReadOnlySpan<long> size, double? scaleHeight = null, double? scaleWidth = null) =>
        OpUpsampleNearest2d.Call(x, size, scaleHeight, scaleWidth);

    /// <summary>N×C×H×W at another height and width, bilinear.</summary>
    public static TorchTensor UpsampleBilinear2d(
        TorchTensor x, ReadOnlySpan<long> size, bool alignCorners = false, double? scaleHeight = null, double? scaleWidth = null) =>
        OpUpsampleBilinear2d.Call(x, size, alignCorners, scaleHeight, scaleWidth);

    /// <summary>N×C×H×W at another height and width, cubic convolution with a = −0.75.</summary>
    public static TorchTensor UpsampleBicubic2d(
        TorchTensor x, ReadOnlySpan<long> size, bool alignCorners = false, double? scaleHeight = null, double? scaleWidth = null) =>
        OpUpsampleBicubic2d.Call(x, size, alignCorners, scaleHeight, scaleWidth);

    /// <summary>N×C×H×W sampled at N×H'×W'×2 positions (x, y) in [−1, 1].</summary>
    public static TorchTensor GridSample(
        TorchTensor x, TorchTensor grid, GridInterpolation interpolation = GridInterpolation.Bilinear, GridPadding padding = GridPadding.Zeros,
        bool alignCorners = false) =>
        OpGridSample.Call(x, grid, (long)interpolation, (long)padding, alignCorners);
}
