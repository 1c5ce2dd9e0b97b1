namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpFftFft = TorchOperator.Find("fft_fft");
    private static readonly TorchOperator OpFftIfft = TorchOperator.Find("fft_ifft");
    private static readonly TorchOperator OpViewAsComplex = TorchOperator.Find("view_as_complex");
    private static readonly TorchOperator OpViewAsReal = TorchOperator.Find("view_as_real");
    private static readonly TorchOperator OpUnfold = TorchOperator.Find("unfold");
    private static readonly TorchOperator OpCol2Im = TorchOperator.Find("col2im");
    private static readonly TorchOperator OpAffineGridGenerator = TorchOperator.Find("affine_grid_generator");
    private static readonly long[] NoPadding = [0, 0];

    /// <summary>The discrete Fourier transform along an axis, cut or filled with zeros to a length.</summary>
    /// <returns>Complex numbers; see <see cref="ViewAsReal"/>.</returns>
    public static TorchTensor FftFft(TorchTensor x, long? length, long axis) =>
        OpFftFft.Call(x, length, axis);

    /// <summary>The inverse discrete Fourier transform along an axis.</summary>
    /// <returns>Complex numbers; see <see cref="ViewAsReal"/>.</returns>
    public static TorchTensor FftIfft(TorchTensor x, long? length, long axis) =>
        OpFftIfft.Call(x, length, axis);

    /// <summary>Pairs of numbers along the last axis as complex numbers; a view.</summary>
    public static TorchTensor ViewAsComplex(TorchTensor x) =>
        OpViewAsComplex.Call(x);

    /// <summary>Complex numbers as pairs along a new last axis; a view.</summary>
    public static TorchTensor ViewAsReal(TorchTensor x) =>
        OpViewAsReal.Call(x);

    /// <summary>Windows of an axis as a new last axis; a view.</summary>
    public static TorchTensor Unfold(TorchTensor x, long axis, long size, long step) =>
        OpUnfold.Call(x, axis, size, step);

    /// <summary>Adds the columns of blocks back to images of given height and width: N×(C·block)×blocks.</summary>
    public static TorchTensor Col2Im(
        TorchTensor x, ReadOnlySpan<long> size, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> stride) =>
        OpCol2Im.Call(x, size, kernel, dilation, NoPadding, stride);

    /// <summary>The sampling positions of affine maps, N×2×3 or N×3×4, for images of a size.</summary>
    public static TorchTensor AffineGridGenerator(TorchTensor theta, ReadOnlySpan<long> size, bool alignCorners) =>
        OpAffineGridGenerator.Call(theta, size, alignCorners);
}
